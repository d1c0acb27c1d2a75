/* rules.c - the law as a dated table, with its citations. */
#include "aofuto/expiry/rules.h"

#include "aofuto/base/text.h"

/* Newest first. The age line moved with 民法の成年年齢 on 2022-04-01; what
 * decides is the day the application was received (申請受付日). Cards were
 * made for applications of the old line for up to half a year. */
static const struct ao_regime regimes[] = {
	{
		.since = {2022, 4, 1},
		.unclear_until = {2022, 9, 30},
		.adult_age = 18,
		.card_years_adult = 10,
		.card_years_minor = 5,
		.cert_years = 5,
		.window_months = 3,
		.sign_cert_age = 15,
		.transit_days = 60,
		.extension_months = 2,
	},
	{
		.since = {2015, 10, 5},
		.adult_age = 20,
		.card_years_adult = 10,
		.card_years_minor = 5,
		.cert_years = 5,
		.window_months = 3,
		.sign_cert_age = 15,
		.transit_days = 60,
		.extension_months = 2,
	},
};

const struct ao_regime *ao_regime_on(struct ao_date received)
{
	size_t i = 0;

	while (i + 1 < AO_COUNT(regimes) &&
	       ao_date_before(received, regimes[i].since))
		i++;
	return &regimes[i];
}

const struct ao_regime *ao_regime_before(const struct ao_regime *r)
{
	size_t i = (size_t)(r - regimes) + 1;

	return i < AO_COUNT(regimes) ? &regimes[i] : NULL;
}

struct ao_date ao_first_issue_day(void)
{
	return regimes[AO_COUNT(regimes) - 1].since;
}

const char *ao_regime_article(const struct ao_regime *r)
{
	return r == &regimes[0]
		       ? "平成26年総務省令第85号26条（令和4年4月1日以後に受付の"
			 "申請: 18歳）"
		       : "平成26年総務省令第85号26条（令和4年3月31日以前に受付"
			 "の"
			 "申請: 20歳）";
}

#define CARD_ORDER  "平成26年総務省令第85号（個人番号カード等に関する命令）"
#define CERTS_ORDER "公的個人認証法施行規則（平成15年総務省令第120号）"

static const struct ao_rule_text texts[AO_RULE_COUNT] = {
	[AO_RULE_NONE] = {"NONE", N_("no rule applies"), ""},
	[AO_RULE_CARD_ADULT] =
		{"CARD_ADULT",
		 N_("the card is valid until the 10th birthday after the day "
		    "of issue (adult on that day)"),
		 CARD_ORDER "26条"},
	[AO_RULE_CARD_MINOR] =
		{"CARD_MINOR",
		 N_("the card is valid until the 5th birthday after the day of "
		    "issue (not yet adult on that day)"),
		 CARD_ORDER "26条"},
	[AO_RULE_CARD_RENEWED] =
		{"CARD_RENEWED",
		 N_("the card was renewed in the last three months of the one "
		    "before, so one birthday more is counted"),
		 CARD_ORDER "26条・29条"},
	[AO_RULE_CARD_STAY] =
		{"CARD_STAY",
		 N_("the card ends with the permitted period of stay"),
		 CARD_ORDER "27条"},
	[AO_RULE_CARD_TRANSIT] =
		{"CARD_TRANSIT",
		 N_("the card ends when 60 days have passed, the first day not "
		    "counted"),
		 CARD_ORDER "27条、民法140条"},
	[AO_RULE_CERT_BIRTHDAY] =
		{"CERT_BIRTHDAY",
		 N_("the certificate is valid until the 5th birthday after the "
		    "day of issue"),
		 CERTS_ORDER "13条1号・49条1号"},
	[AO_RULE_CERT_RENEWED] =
		{"CERT_RENEWED",
		 N_("the certificate was renewed when less than three months "
		    "were left, so it is valid until the 6th birthday"),
		 CERTS_ORDER "13条1号・49条1号（六回目の誕生日）"},
	[AO_RULE_CAPPED_BY_CARD] =
		{"CAPPED_BY_CARD",
		 N_("a certificate ends no later than the card"),
		 CERTS_ORDER "13条3号・49条2号"},
	[AO_RULE_CAPPED_BY_AUTH] =
		{"CAPPED_BY_AUTH",
		 N_("the signing certificate ends no later than the "
		    "authentication certificate"),
		 CERTS_ORDER "13条2号"},
	[AO_RULE_RECORDED] =
		{"RECORDED",
		 N_("the date recorded in the list is used, because none can "
		    "be computed"),
		 "住民一覧の有効期限欄"},
	[AO_RULE_SIGN_UNDER_15] =
		{"SIGN_UNDER_15",
		 N_("no signing certificate is issued to anybody under 15"),
		 "署名用電子証明書の取扱い（15歳未満、原則）"},
	[AO_RULE_SIGN_GUARDIANSHIP] =
		{"SIGN_GUARDIANSHIP",
		 N_("no signing certificate is issued to an adult ward"),
		 "署名用電子証明書の取扱い（成年被後見人、原則）"},
};

const struct ao_rule_text *ao_rule_text(enum ao_rule rule)
{
	if ((unsigned)rule >= AO_RULE_COUNT)
		AO_BUG("no such rule: %d", (int)rule);
	return &texts[rule];
}

const struct ao_rule_text *ao_window_text(void)
{
	static const struct ao_rule_text window = {
		"RENEWAL_WINDOW",
		N_("renewal opens on the day after the day three months before "
		   "the last day; where there is no such day, on the first of "
		   "the next month"),
		CERTS_ORDER "13条1号・49条1号（三月未満）、" CARD_ORDER "29条",
	};

	return &window;
}
