/* resident.h - one person of the list, read and believed.
 *
 * Field names follow the contract's canonical columns. Strings are UTF-8 as
 * the list had them, never NULL, trimmed at the right, tabs made blanks, never
 * normalised; they are borrowed from the list until its next row
 * (ao_resident_copy keeps one).
 */
#ifndef AOFUTO_INPUT_RESIDENT_H
#define AOFUTO_INPUT_RESIDENT_H

#include "aofuto/base/date.h"
#include "aofuto/base/finding.h"

enum ao_residence { /* 在留区分 */
		    AO_RESIDENCE_JP,
		    AO_RESIDENCE_PR,          /* 永住者 */
		    AO_RESIDENCE_SPR,         /* 特別永住者 */
		    AO_RESIDENCE_HSP2,        /* 高度専門職第2号 */
		    AO_RESIDENCE_MLT,         /* 中長期在留者 */
		    AO_RESIDENCE_TEMP_REFUGE, /* 一時庇護許可者 */
		    AO_RESIDENCE_PROV_STAY,   /* 仮滞在許可者 */
		    AO_RESIDENCE_BIRTH_TRANSIT, /* 出生・国籍喪失による経過滞在者
						 */
};

enum ao_card_status { /* 住民状態, カード状態 */
		      AO_STATUS_NORMAL,
		      AO_STATUS_DEAD,
		      AO_STATUS_MOVED_OUT,
		      AO_STATUS_MOVED_ABROAD,
		      AO_STATUS_CARD_RETURNED,
		      AO_STATUS_SUSPENDED,
		      AO_STATUS_NOT_DELIVERED,
};

enum ao_language { AO_LANGUAGE_JA, AO_LANGUAGE_JA_EASY, AO_LANGUAGE_EN };

struct ao_issue { /* one card or certificate: 発行日, 有効期限, 前の有効期限 */
	struct ao_date issued_on, expires_on, previous_expires_on;
};

struct ao_resident {
	unsigned long row, line; /* where it stands in the list */
	bool believed;           /* false: the row was rejected, see findings */
	/* The first finding of the row that a person must decide on before it
	 * is printed (AO_REVIEW); 0 if none. */
	enum ao_finding_code set_aside;

	const char *resident_id; /* 宛名番号; "" only when not believed */
	const char *name, *name_kana;
	const char *postal_code; /* seven ASCII digits, or "" */
	const char *address;     /* whole: 住所, or the four parts joined */
	const char *address_town, *address_number; /* the parts, or "" */
	const char *building;
	const char *application_id; /* 申請書ID: 23 ASCII digits, or "" */

	struct ao_date birth_date;
	bool birth_unknown; /* 不詳フラグ, or the date itself says so */
	enum ao_residence residence;
	struct ao_date stay_ends_on;
	enum ao_card_status status;
	bool support_measure; /* 支援措置 in the list, whatever its dates */
	struct ao_date support_from, support_until;
	bool guardianship;
	enum ao_language language;
	bool large_print; /* 拡大文字 */

	struct ao_date card_applied_on; /* 申請受付日 */
	struct ao_issue card;           /* カード */
	/* 利用者証明用・署名用電子証明書. All three dates none: there is no
	 * such certificate. In a list without any certificate column, issued_on
	 * and previous_expires_on are the card's. */
	struct ao_issue auth_cert, sign_cert;
};

/* A copy whose strings live in the arena. */
struct ao_resident ao_resident_copy(const struct ao_resident *,
				    struct ao_arena *);

/* The contract's words: "JP", "NORMAL", "ja". */
const char *ao_residence_name(enum ao_residence);
const char *ao_card_status_name(enum ao_card_status);
const char *ao_language_name(enum ao_language);

#endif
