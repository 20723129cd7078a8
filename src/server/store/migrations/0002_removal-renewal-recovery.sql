CREATE TABLE "recovery_codes" (
	"set_id" text NOT NULL,
	"code_hash" "bytea" NOT NULL,
	"code_key_id" text NOT NULL,
	CONSTRAINT "recovery_codes_set_id_code_hash_pk" PRIMARY KEY("set_id","code_hash")
);
--> statement-breakpoint
CREATE TABLE "recovery_sets" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" bigint NOT NULL,
	"state" text NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "devices" ALTER COLUMN "secret_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "devices" ADD COLUMN "removed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "enrolments" ADD COLUMN "device_id" text;--> statement-breakpoint
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_set_id_recovery_sets_id_fk" FOREIGN KEY ("set_id") REFERENCES "public"."recovery_sets"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_sets" ADD CONSTRAINT "recovery_sets_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "recovery_sets_one" ON "recovery_sets" USING btree ("person_id","state");--> statement-breakpoint
ALTER TABLE "enrolments" ADD CONSTRAINT "enrolments_device_id_devices_id_fk" FOREIGN KEY ("device_id") REFERENCES "public"."devices"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "devices_removed" ON "devices" USING btree ("removed_at");--> statement-breakpoint
CREATE INDEX "enrolments_device" ON "enrolments" USING btree ("device_id");