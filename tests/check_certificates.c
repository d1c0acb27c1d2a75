/* check_certificates.c - the certificates of a list without their columns. */
#include "aofuto/input/list.h"

#include "support/list_file.h"
#include "support/suite.h"

#define HEADER "resident_id,name,birth_date,postal_code,address"

static const struct ao_list_options plain = {.skip_digest = true};

static const struct {
	const char *header, *row, *auth, *sign, *previous;
} certificates[] = {
	{"card_issued_on", "2021-08-20", "2021-08-20", "2021-08-20", ""},
	{"card_issued_on,previous_card_expires_on", "2021-08-20,2021-11-14",
	 "2021-08-20", "2021-08-20", "2021-11-14"},
	{"card_issued_on,auth_cert_issued_on", "2021-08-20,", "", "", ""},
	{"card_issued_on,auth_cert_issued_on", "2021-08-20,2022-01-02",
	 "2022-01-02", "", ""},
	{"card_issued_on,sign_cert_expires_on", "2021-08-20,2026-01-02", "", "",
	 ""},
};

static void same_day(struct ao_date day, const char *iso)
{
	char got[AO_DATE_ISO_SIZE];

	ck_assert_str_eq(ao_date_iso(day, got), iso);
}

/* No certificate column: issued with the card. A blank one: there is none. */
START_TEST(certificates_of_a_list)
{
	char bytes[512], path[LIST_PATH_SIZE];
	struct ao_findings *f = ao_findings_new();
	struct ao_error err = {0};
	struct ao_resident r;
	struct ao_list *list;
	int n = snprintf(bytes, sizeof(bytes),
			 HEADER ",%s\n1,a,1985-11-14,3590042,x,%s\n",
			 certificates[_i].header, certificates[_i].row);

	list_file(path, bytes, (size_t)n);
	list = ao_list_open(path, &plain, f, &err);
	unlink(path);
	ck_assert(list && ao_list_next(list, &r, &err) == AO_STEP_ITEM);
	same_day(r.auth_cert.issued_on, certificates[_i].auth);
	same_day(r.sign_cert.issued_on, certificates[_i].sign);
	same_day(r.auth_cert.previous_expires_on, certificates[_i].previous);
	same_day(r.sign_cert.previous_expires_on, certificates[_i].previous);
	ao_list_close(list);
	ao_findings_free(f);
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_loop_test(tc, certificates_of_a_list, 0, COUNT(certificates));
}

SUITE_MAIN("certificates", fill);
