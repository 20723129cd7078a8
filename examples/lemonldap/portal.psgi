# The portal with its files, for trying it out:
#   cd examples/lemonldap && LLNG_DEFAULTCONFFILE=lemonldap-ng.ini plackup -E production portal.psgi
# Apache or nginx do this where the packages are set up.
use strict;
use warnings;
use JSON qw(from_json to_json);
use Plack::App::File;
use Plack::Builder;
use Lemonldap::NG::Portal::Main;

my $static = '/usr/share/lemonldap-ng/portal/htdocs/static';

sub words {
    my ($path) = @_;
    open my $file, '<:encoding(UTF-8)', $path or die "$path: $!";
    local $/;
    return from_json(<$file>);
}

# What ja.json does not have stays English; the portal would show its keys.
my $japanese =
  to_json( { %{ words("$static/languages/en.json") }, %{ words('ja.json') } }, { utf8 => 1 } );

builder {
    mount '/static/languages/ja.json' =>
      sub { [ 200, [ 'Content-Type' => 'application/json; charset=utf-8' ], [$japanese] ] };
    mount '/static'     => Plack::App::File->new( root => $static )->to_app;
    mount '/javascript' => Plack::App::File->new( root => '/usr/share/javascript' )->to_app;
    mount '/'           => Lemonldap::NG::Portal::Main->run( {} );
};
