ALTER TABLE "audit" ADD COLUMN "session_hash" text;--> statement-breakpoint
CREATE INDEX "audit_time" ON "audit" USING btree ("at");--> statement-breakpoint
CREATE OR REPLACE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Only what is older than the transaction has said beforehand may go.
  IF TG_OP = 'DELETE' THEN
    IF OLD.at < nullif(current_setting('mfa_elements.audit_ends', true), '')::timestamptz THEN
      RETURN OLD;
    END IF;
  END IF;
  RAISE EXCEPTION 'audit is append-only';
END
$$;
