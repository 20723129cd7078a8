CREATE TABLE "notices" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" bigint NOT NULL,
	"event" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"facts" jsonb NOT NULL,
	"sealed" "bytea" NOT NULL,
	"key_id" text NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notices_due" ON "notices" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "notices_person" ON "notices" USING btree ("person_id");--> statement-breakpoint
-- A row of the audit that its person has to hear of becomes a notice, in the same transaction and whoever wrote it: the
-- self-service, judge_code, a command, a process of an older version. Nobody without a verified address gets one.
CREATE FUNCTION notice_of_audit() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  this_hour timestamptz := date_trunc('hour', NEW.at);
BEGIN
  -- Whoever can cause locks may not fill a mailbox: one notice of them in an hour of the clock.
  IF NEW.event IN ('factor-locked', 'factor-disabled') AND EXISTS (
    SELECT FROM audit AS earlier
    WHERE earlier.person_id = NEW.person_id AND earlier.at >= this_hour AND earlier.id < NEW.id
      AND earlier.event IN ('factor-locked', 'factor-disabled')
  ) THEN
    RETURN NULL;
  END IF;
  -- Nor may whoever takes a device off and puts it back: thirty of a kind in an hour.
  IF (
    SELECT count(*) FROM audit AS earlier
    WHERE earlier.person_id = NEW.person_id AND earlier.at >= this_hour AND earlier.id < NEW.id
      AND earlier.event = NEW.event
  ) >= 30 THEN
    RETURN NULL;
  END IF;
  INSERT INTO notices (id, person_id, event, at, facts, sealed, key_id, due_at)
  SELECT
    replace(gen_random_uuid()::text, '-', ''), NEW.person_id, NEW.event, NEW.at,
    NEW.facts || jsonb_strip_nulls(jsonb_build_object('kind', devices.kind, 'platform', devices.platform)),
    mails.sealed, mails.key_id, NEW.at
  FROM mails
  LEFT JOIN devices ON devices.id = NEW.facts ->> 'device' AND devices.person_id = NEW.person_id
  WHERE mails.person_id = NEW.person_id;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER audit_becomes_notice AFTER INSERT ON "audit" FOR EACH ROW WHEN (
  NEW.event IN (
    'app-confirmed', 'sync-confirmed', 'device-removed', 'device-restored', 'mail-replaced', 'recovery-kept',
    'reset-done', 'factor-locked', 'factor-disabled'
  )
  OR (NEW.event = 'mail-verified' AND NEW.facts ? 'replaced')
  OR (NEW.event = 'signed-in' AND NEW.facts ->> 'factor' = 'recovery')
  OR (NEW.event = 'step-up-done' AND NEW.facts ->> 'method' = 'recovery')
) EXECUTE FUNCTION notice_of_audit();
