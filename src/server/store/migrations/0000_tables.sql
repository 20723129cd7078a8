CREATE TABLE "attempts" (
	"person_id" bigint NOT NULL,
	"factor" text NOT NULL,
	"failed" integer NOT NULL,
	"failed_since" integer NOT NULL,
	"locks" integer NOT NULL,
	"locked_until" timestamp (3) with time zone,
	CONSTRAINT "attempts_person_id_factor_pk" PRIMARY KEY("person_id","factor")
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"person_id" bigint NOT NULL,
	"event" text NOT NULL,
	"facts" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "challenges" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" bigint NOT NULL,
	"purpose" text NOT NULL,
	"scope" text NOT NULL,
	"state" text NOT NULL,
	"sealed" "bytea",
	"key_id" text,
	"code_hash" "bytea",
	"code_key_id" text,
	"digits" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"resend_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "devices" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" bigint NOT NULL,
	"secret_id" text NOT NULL,
	"kind" text NOT NULL,
	"platform" text,
	"name" text NOT NULL,
	"added_at" timestamp (3) with time zone NOT NULL,
	"last_used_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "enrolments" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" bigint NOT NULL,
	"purpose" text NOT NULL,
	"state" text NOT NULL,
	"secret_id" text,
	"kind" text NOT NULL,
	"platform" text,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idempotency" (
	"person_id" bigint NOT NULL,
	"key" text NOT NULL,
	"operation" text NOT NULL,
	"input_hash" "bytea" NOT NULL,
	"input_key_id" text NOT NULL,
	"status" integer,
	"sealed" "bytea",
	"key_id" text,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "idempotency_person_id_key_pk" PRIMARY KEY("person_id","key")
);
--> statement-breakpoint
CREATE TABLE "mails" (
	"person_id" bigint PRIMARY KEY NOT NULL,
	"sealed" "bytea" NOT NULL,
	"key_id" text NOT NULL,
	"verified_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"subject" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "people_subject_unique" UNIQUE("subject")
);
--> statement-breakpoint
CREATE TABLE "rates" (
	"key" text NOT NULL,
	"window_start" timestamp (3) with time zone NOT NULL,
	"count" integer NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "rates_key_window_start_pk" PRIMARY KEY("key","window_start")
);
--> statement-breakpoint
CREATE TABLE "secrets" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" bigint NOT NULL,
	"sealed" "bytea" NOT NULL,
	"key_id" text NOT NULL,
	"digits" integer NOT NULL,
	"period_s" integer NOT NULL,
	"algorithm" text NOT NULL,
	"last_step" bigint NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "step_ups" (
	"person_id" bigint NOT NULL,
	"session_hash" text NOT NULL,
	"fresh_until" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "step_ups_person_id_session_hash_pk" PRIMARY KEY("person_id","session_hash")
);
--> statement-breakpoint
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "challenges" ADD CONSTRAINT "challenges_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "devices" ADD CONSTRAINT "devices_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "devices" ADD CONSTRAINT "devices_secret_id_secrets_id_fk" FOREIGN KEY ("secret_id") REFERENCES "public"."secrets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enrolments" ADD CONSTRAINT "enrolments_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enrolments" ADD CONSTRAINT "enrolments_secret_id_secrets_id_fk" FOREIGN KEY ("secret_id") REFERENCES "public"."secrets"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "idempotency" ADD CONSTRAINT "idempotency_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "secrets" ADD CONSTRAINT "secrets_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "step_ups" ADD CONSTRAINT "step_ups_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_person" ON "audit" USING btree ("person_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "challenges_one_pending" ON "challenges" USING btree ("person_id","purpose","scope") WHERE state = 'pending';--> statement-breakpoint
CREATE UNIQUE INDEX "challenges_one_sending" ON "challenges" USING btree ("person_id","purpose","scope") WHERE state = 'sending';--> statement-breakpoint
CREATE INDEX "challenges_expiry" ON "challenges" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "devices_person" ON "devices" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "devices_secret" ON "devices" USING btree ("secret_id");--> statement-breakpoint
CREATE UNIQUE INDEX "enrolments_one_pending" ON "enrolments" USING btree ("person_id","purpose") WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX "enrolments_secret" ON "enrolments" USING btree ("secret_id");--> statement-breakpoint
CREATE INDEX "enrolments_expiry" ON "enrolments" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "idempotency_expiry" ON "idempotency" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "rates_expiry" ON "rates" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "secrets_person" ON "secrets" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "step_ups_expiry" ON "step_ups" USING btree ("fresh_until");