-- Counts one attempt, and locks with the last one allowed. No row: the factor is locked, or has had too many wrong codes.
CREATE FUNCTION take_attempt(
  of_person bigint, of_factor text, asked_at timestamptz,
  wrong_codes integer, wrong_codes_in_all integer, first_lock_ms bigint, longest_lock_ms bigint
) RETURNS SETOF attempts LANGUAGE plpgsql AS $$
DECLARE
  counted attempts;
BEGIN
  INSERT INTO attempts AS held (person_id, factor, failed, failed_since, locks, locked_until)
  VALUES (of_person, of_factor, 1, 1, 0, NULL)
  ON CONFLICT (person_id, factor) DO UPDATE SET
    -- After a lock has passed counting begins anew.
    failed = CASE WHEN held.locked_until IS NULL THEN held.failed + 1 ELSE 1 END,
    failed_since = held.failed_since + 1,
    locked_until = NULL
  WHERE (held.locked_until IS NULL OR held.locked_until <= asked_at) AND held.failed_since < wrong_codes_in_all
  RETURNING * INTO counted;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  IF counted.failed >= wrong_codes AND counted.failed_since < wrong_codes_in_all THEN
    UPDATE attempts AS held SET
      locked_until = asked_at + least(first_lock_ms * 2.0 ^ least(held.locks, 30), longest_lock_ms) * interval '1 ms',
      locks = held.locks + 1
    WHERE held.person_id = of_person AND held.factor = of_factor
    RETURNING * INTO counted;
  END IF;
  RETURN NEXT counted;
END
$$;
--> statement-breakpoint
-- What is refused at the sign-in, once a minute for each reason: nobody fills the table by asking again and again.
CREATE FUNCTION note_refused_sign_in(of_person bigint, asked_at timestamptz, why text, asked jsonb)
RETURNS void LANGUAGE sql AS $$
  INSERT INTO audit (at, person_id, event, facts)
  SELECT asked_at, of_person, 'refused', asked || jsonb_build_object('operation', 'verify', 'code', why)
  WHERE NOT EXISTS (
    SELECT FROM audit AS earlier
    WHERE earlier.person_id = of_person AND earlier.at > asked_at - interval '1 minute'
      AND earlier.event = 'refused' AND earlier.facts ->> 'code' = why AND earlier.facts ? 'service'
  )
$$;
--> statement-breakpoint
-- Decides on a code that a service was given, in one statement for its caller and one after another for each person:
-- whether it may count now, whether it was used before, what it opens, and what a wrong one costs. Nobody learns whether
-- a code was right but by its answer. `proven` is the factor it is right for, or null; `compared` all it was looked for in.
CREATE FUNCTION judge_code(
  of_person bigint, asked_at timestamptz, compared text, proven text,
  -- Of an app: the key and the step. Of a wrong code: one that is told to be ahead, and the step it is now.
  app_key text, app_step bigint, step_now bigint,
  -- Of a mail: the question and the hash it was compared with. Of a recovery code: its set and its hash.
  question text, code_set text, compared_hash bytea,
  -- Who asked, and what else the audit is to know.
  asked jsonb, known jsonb,
  wrong_codes integer, wrong_codes_in_all integer, first_lock_ms bigint, longest_lock_ms bigint
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  held attempts;
  taken attempts;
  each_factor text;
  each_device text;
  used text[] := '{}';
  is_accepted boolean;
  left_over integer;
  wait_ms bigint;
  is_counted boolean := false;
  is_disabled boolean := false;
BEGIN
  PERFORM FROM people WHERE id = of_person FOR UPDATE;
  IF NOT FOUND THEN
    RETURN jsonb_build_object('outcome', 'invalid_code');
  END IF;

  IF proven IS NOT NULL THEN
    SELECT * INTO held FROM attempts WHERE person_id = of_person AND factor = proven;
    IF held.failed_since >= wrong_codes_in_all THEN
      PERFORM note_refused_sign_in(of_person, asked_at, 'factor_disabled', asked);
      RETURN jsonb_build_object('outcome', 'factor_disabled');
    END IF;
    IF held.locked_until > asked_at THEN
      PERFORM note_refused_sign_in(of_person, asked_at, 'attempts_exhausted', asked);
      RETURN jsonb_build_object('outcome', 'attempts_exhausted', 'retryAfterMs', round(extract(epoch FROM held.locked_until - asked_at) * 1000));
    END IF;
    IF proven = 'app' THEN
      UPDATE secrets SET
        last_step = app_step,
        told_steps = ARRAY(SELECT told FROM unnest(told_steps) AS told WHERE told > app_step)
      WHERE id = app_key AND person_id = of_person AND last_step < app_step AND NOT app_step = ANY (told_steps)
        AND EXISTS (SELECT FROM devices WHERE devices.secret_id = app_key AND devices.removed_at IS NULL);
      is_accepted := FOUND;
    ELSIF proven = 'mail' THEN
      UPDATE challenges SET state = 'confirmed'
      WHERE id = question AND person_id = of_person AND state = 'pending' AND expires_at > asked_at
        AND challenges.code_hash = compared_hash;
      is_accepted := FOUND;
    ELSE
      DELETE FROM recovery_codes USING recovery_sets
      WHERE recovery_codes.set_id = code_set AND recovery_codes.code_hash = compared_hash
        AND recovery_sets.id = code_set AND recovery_sets.person_id = of_person AND recovery_sets.state = 'current';
      is_accepted := FOUND;
    END IF;
    IF NOT is_accepted THEN
      PERFORM note_refused_sign_in(of_person, asked_at, 'code_replayed', asked);
      RETURN jsonb_build_object('outcome', 'code_replayed');
    END IF;
    IF proven = 'app' THEN
      FOR each_device IN
        UPDATE devices SET
          last_used_at = asked_at,
          last_used_service = asked ->> 'service',
          last_used_address = asked ->> 'address',
          last_used_agent = asked ->> 'agent'
        WHERE secret_id = app_key AND removed_at IS NULL
        RETURNING id
      LOOP
        used := used || each_device;
      END LOOP;
    END IF;
    FOR each_factor IN
      DELETE FROM attempts
      WHERE person_id = of_person AND (factor = proven OR failed_since >= wrong_codes_in_all)
      RETURNING factor
    LOOP
      -- The others had had too many wrong ones.
      CONTINUE WHEN each_factor = proven;
      INSERT INTO audit (at, person_id, event, facts)
      VALUES (asked_at, of_person, 'factor-enabled', asked || jsonb_build_object('factor', each_factor));
    END LOOP;
    INSERT INTO audit (at, person_id, event, facts)
    VALUES (asked_at, of_person, 'signed-in', asked || known || jsonb_build_object('factor', proven));
    RETURN jsonb_build_object('outcome', 'ok', 'devices', used);
  END IF;

  FOREACH each_factor IN ARRAY string_to_array(compared, ',') LOOP
    SELECT * INTO taken FROM take_attempt(
      of_person, each_factor, asked_at, wrong_codes, wrong_codes_in_all, first_lock_ms, longest_lock_ms
    );
    IF NOT FOUND THEN
      SELECT * INTO held FROM attempts WHERE person_id = of_person AND factor = each_factor;
      is_disabled := is_disabled OR held.failed_since >= wrong_codes_in_all;
      wait_ms := greatest(wait_ms, round(extract(epoch FROM held.locked_until - asked_at) * 1000));
      CONTINUE;
    END IF;
    is_counted := true;
    left_over := least(left_over, greatest(wrong_codes - taken.failed, 0));
    INSERT INTO audit (at, person_id, event, facts)
    VALUES (asked_at, of_person, 'code-wrong', asked || jsonb_build_object('factor', each_factor, 'left', greatest(wrong_codes - taken.failed, 0)));
    IF taken.failed_since >= wrong_codes_in_all THEN
      is_disabled := true;
      INSERT INTO audit (at, person_id, event, facts)
      VALUES (asked_at, of_person, 'factor-disabled', asked || jsonb_build_object('factor', each_factor));
    ELSIF taken.locked_until IS NOT NULL THEN
      wait_ms := greatest(wait_ms, round(extract(epoch FROM taken.locked_until - asked_at) * 1000));
      INSERT INTO audit (at, person_id, event, facts)
      VALUES (asked_at, of_person, 'factor-locked', asked || jsonb_build_object('factor', each_factor, 'forMs', round(extract(epoch FROM taken.locked_until - asked_at) * 1000)));
    END IF;
  END LOOP;

  IF NOT is_counted THEN
    each_factor := CASE WHEN is_disabled THEN 'factor_disabled' ELSE 'attempts_exhausted' END;
    PERFORM note_refused_sign_in(of_person, asked_at, each_factor, asked);
    RETURN jsonb_strip_nulls(jsonb_build_object('outcome', each_factor, 'retryAfterMs', wait_ms));
  END IF;
  -- The code of this step, ahead of now, is of no use from here on.
  IF app_step > step_now THEN
    UPDATE secrets SET
      told_steps = array_append(ARRAY(SELECT told FROM unnest(told_steps) AS told WHERE told > step_now), app_step)
    WHERE id = app_key AND person_id = of_person;
  END IF;
  RETURN jsonb_strip_nulls(jsonb_build_object(
    'outcome', CASE WHEN is_disabled THEN 'factor_disabled' ELSE 'invalid_code' END,
    'attemptsLeft', CASE WHEN is_disabled THEN NULL ELSE left_over END,
    'retryAfterMs', CASE WHEN is_disabled OR left_over > 0 THEN NULL ELSE wait_ms END
  ));
END
$$;
