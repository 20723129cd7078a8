import 'mfa-elements/define/setup-wizard';

document.addEventListener('mfa-complete', ({ detail }) => {
  document.querySelector('p').hidden = detail.flow !== 'app-smartphone';
});
