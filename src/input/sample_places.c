/* sample_places.c - addresses that could be in 所沢市, the worked example of
 * the city file. The numbers are made up; postal codes go by town. */
#include "input/sample_inside.h"

#include <stdio.h>

static const struct town {
	const char *name, *postal_code;
	unsigned chome; /* how many 丁目; 0: lots are numbered by 番地 */
} town[] = {
	{"並木", "3590042", 8},       {"緑町", "3591111", 4},
	{"東住吉", "3591124", 0},     {"日吉町", "3591123", 0},
	{"寿町", "3591122", 0},       {"元町", "3591121", 0},
	{"けやき台", "3591118", 2},   {"東町", "3591116", 0},
	{"くすのき台", "3590037", 3}, {"東所沢", "3590021", 5},
	{"東所沢和田", "3590023", 3}, {"大字下富", "3590001", 0},
	{"大字中富", "3590002", 0},   {"中富南", "3590003", 4},
	{"北原町", "3590004", 0},     {"大字神米金", "3590005", 0},
	{"所沢新町", "3590006", 0},   {"北岩岡", "3590007", 0},
	{"大字南永井", "3590011", 0}, {"大字坂之下", "3590012", 0},
	{"大字城", "3590013", 0},     {"亀ケ谷", "3590014", 0},
	{"大字日比田", "3590015", 0}, {"下安松", "3590024", 0},
	{"上安松", "3590025", 0},     {"牛沼", "3590026", 0},
	{"松郷", "3590027", 0},       {"下新井", "3590031", 0},
	{"東新井町", "3590034", 0},   {"北秋津", "3590038", 0},
	{"中新井", "3590041", 5},     {"松葉町", "3590044", 0},
	{"美原町", "3590045", 5},     {"花園", "3590047", 4},
	{"北中", "3591101", 4},       {"向陽町", "3591103", 0},
	{"榎町", "3591104", 0},       {"青葉台", "3591105", 0},
	{"東狭山ケ丘", "3591106", 6}, {"泉町", "3591112", 0},
	{"喜多町", "3591113", 0},     {"南住吉", "3591125", 0},
	{"西住吉", "3591126", 0},     {"金山町", "3591128", 0},
	{"大字久米", "3591131", 0},   {"松が丘", "3591132", 2},
	{"大字荒幡", "3591133", 0},   {"小手指町", "3591141", 5},
	{"上新井", "3591142", 5},     {"宮本町", "3591143", 2},
	{"西所沢", "3591144", 2},     {"大字山口", "3591145", 0},
	{"小手指南", "3591146", 6},   {"若狭", "3591151", 4},
	{"北野", "3591152", 3},       {"大字上山口", "3591153", 0},
	{"狭山ケ丘", "3591161", 2},
};

static const char *const building[] = {
	"メゾン並木",
	"コーポ所沢",
	"ハイツけやき",
	"グリーンハイム",
	"サンパレス航空公園",
	"第２富士荘",
	"パークサイド新所沢",
	"レジデンス小手指",
	"所沢スカイタワー",
	"コーポ①－Ⅱ号棟",
	"THE TOWER & RESIDENCE",
	"ヴィラ・フォレスト",
	"県営所沢住宅",
	"シティハウス",
	"リバーサイド柳瀬",
};

static const char *const building_long[] = {
	"特別養護老人ホームやすらぎの里グランドメゾン・ド・ソレイユ所沢壱番館北"
	"棟一〇一号室（社会福祉法人緑風会気付）",
	"サービス付き高齢者向け住宅プレミアムガーデン航空公園イーストウィング棟"
	"１２階１２０３号室",
	"グランドヒルズ・ザ・レジデンス狭山湖レイクサイドテラス弐番街Ｃ棟二〇五"
	"号室　勅使河原様方",
};

static void lot(struct ao_sample_row *r, unsigned chome)
{
	unsigned a = 1 + ao_sample_pick(r, chome ? 40 : 2400);
	unsigned b = 1 + ao_sample_pick(r, 24);

	switch (ao_sample_pick(r, chome ? 4 : 3)) {
	case 0:
		ao_buf_addf(&r->house, "%u番地の%u", a, b);
		break;
	case 1:
		ao_buf_addf(&r->house, "%u番地", a);
		break;
	case 2:
		ao_buf_addf(&r->house, "%u-%u", a, b);
		break;
	default:
		ao_buf_addf(&r->house, "%u番%u号", a, b);
		break;
	}
}

/* Three houses in each town, as they stand in one place. */
static void house(struct ao_sample_row *r, size_t in_town)
{
	size_t which = in_town * 4 + ao_sample_pick(r, AO_COUNT(building)) % 3;
	unsigned floor = 1 + ao_sample_pick(r, 9);
	unsigned door = 1 + ao_sample_pick(r, 12);

	ao_buf_adds(&r->building, building[which % AO_COUNT(building)]);
	switch (ao_sample_pick(r, 3)) {
	case 0:
		ao_buf_addf(&r->building, "%u%02u号室", floor, door);
		break;
	case 1:
		ao_buf_addf(&r->building, " %c-%u%02u", "ABC"[door % 3], floor,
			    door);
		break;
	default:
		ao_buf_addf(&r->building, "　%u%02u", floor, door);
		break;
	}
}

void ao_sample_address(struct ao_sample_row *r)
{
	static const char *const number[] = {"一", "二", "三", "四",
					     "五", "六", "七", "八"};
	const struct town *t = &town[ao_sample_pick(r, AO_COUNT(town))];

	snprintf(r->postal_code, sizeof(r->postal_code), "%.3s%s%s",
		 t->postal_code, ao_sample_pick(r, 20) == 0 ? "-" : "",
		 t->postal_code + 3);
	ao_buf_adds(&r->town, t->name);
	if (t->chome)
		ao_buf_addf(&r->town, "%s丁目",
			    number[ao_sample_pick(r, t->chome)]);
	lot(r, t->chome);
	if (ao_sample_pick(r, 100) < 45)
		house(r, (size_t)(t - town));
}

void ao_sample_building_long(struct ao_sample_row *r)
{
	ao_buf_clear(&r->building);
	ao_buf_adds(&r->building,
		    building_long[ao_sample_pick(r, AO_COUNT(building_long))]);
}
