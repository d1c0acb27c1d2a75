/* sample_names.c - parts of names; together they are nobody's. */
#include "input/sample_inside.h"

struct part {
	const char *written, *kana;
};

static const struct part surname[] = {
	{"佐藤", "サトウ"},     {"鈴木", "スズキ"},     {"高橋", "タカハシ"},
	{"田中", "タナカ"},     {"伊藤", "イトウ"},     {"渡辺", "ワタナベ"},
	{"山本", "ヤマモト"},   {"中村", "ナカムラ"},   {"小林", "コバヤシ"},
	{"加藤", "カトウ"},     {"吉田", "ヨシダ"},     {"山田", "ヤマダ"},
	{"佐々木", "ササキ"},   {"山口", "ヤマグチ"},   {"松本", "マツモト"},
	{"井上", "イノウエ"},   {"木村", "キムラ"},     {"林", "ハヤシ"},
	{"斎藤", "サイトウ"},   {"清水", "シミズ"},     {"山崎", "ヤマザキ"},
	{"森", "モリ"},         {"池田", "イケダ"},     {"橋本", "ハシモト"},
	{"阿部", "アベ"},       {"石川", "イシカワ"},   {"山下", "ヤマシタ"},
	{"中島", "ナカジマ"},   {"石井", "イシイ"},     {"小川", "オガワ"},
	{"前田", "マエダ"},     {"岡田", "オカダ"},     {"長谷川", "ハセガワ"},
	{"藤田", "フジタ"},     {"後藤", "ゴトウ"},     {"近藤", "コンドウ"},
	{"村上", "ムラカミ"},   {"遠藤", "エンドウ"},   {"青木", "アオキ"},
	{"坂本", "サカモト"},   {"福田", "フクダ"},     {"太田", "オオタ"},
	{"西村", "ニシムラ"},   {"藤井", "フジイ"},     {"岡本", "オカモト"},
	{"藤原", "フジワラ"},   {"三浦", "ミウラ"},     {"中野", "ナカノ"},
	{"原田", "ハラダ"},     {"松田", "マツダ"},     {"竹内", "タケウチ"},
	{"小野", "オノ"},       {"田村", "タムラ"},     {"中山", "ナカヤマ"},
	{"和田", "ワダ"},       {"石田", "イシダ"},     {"森田", "モリタ"},
	{"上田", "ウエダ"},     {"原", "ハラ"},         {"柴田", "シバタ"},
	{"酒井", "サカイ"},     {"宮崎", "ミヤザキ"},   {"横山", "ヨコヤマ"},
	{"宮本", "ミヤモト"},   {"内田", "ウチダ"},     {"高木", "タカギ"},
	{"安藤", "アンドウ"},   {"谷口", "タニグチ"},   {"大野", "オオノ"},
	{"丸山", "マルヤマ"},   {"今井", "イマイ"},     {"粕谷", "カスヤ"},
	{"武田", "タケダ"},     {"新井", "アライ"},     {"小島", "コジマ"},
	{"平田", "ヒラタ"},     {"久保", "クボ"},       {"増田", "マスダ"},
	{"五十嵐", "イガラシ"}, {"大久保", "オオクボ"}, {"関", "セキ"},
};

static const struct part given[] = {
	{"太郎", "タロウ"},   {"健一", "ケンイチ"}, {"翔太", "ショウタ"},
	{"大輔", "ダイスケ"}, {"直樹", "ナオキ"},   {"拓也", "タクヤ"},
	{"蓮", "レン"},       {"湊", "ミナト"},     {"悠真", "ユウマ"},
	{"正雄", "マサオ"},   {"清", "キヨシ"},     {"茂", "シゲル"},
	{"博", "ヒロシ"},     {"隆", "タカシ"},     {"誠", "マコト"},
	{"亮", "リョウ"},     {"達也", "タツヤ"},   {"和夫", "カズオ"},
	{"一郎", "イチロウ"}, {"勝", "マサル"},     {"陽翔", "ハルト"},
	{"朝陽", "アサヒ"},   {"伊織", "イオリ"},   {"慎之介", "シンノスケ"},
	{"花子", "ハナコ"},   {"幸子", "サチコ"},   {"和子", "カズコ"},
	{"洋子", "ヨウコ"},   {"恵子", "ケイコ"},   {"久美子", "クミコ"},
	{"由美", "ユミ"},     {"真由美", "マユミ"}, {"智子", "トモコ"},
	{"裕子", "ユウコ"},   {"美咲", "ミサキ"},   {"愛", "アイ"},
	{"彩", "アヤ"},       {"葵", "アオイ"},     {"陽菜", "ヒナ"},
	{"結衣", "ユイ"},     {"さくら", "サクラ"}, {"凛", "リン"},
	{"紬", "ツムギ"},     {"千代", "チヨ"},     {"トメ", "トメ"},
	{"キヨ", "キヨ"},     {"奈々", "ナナ"},     {"美奈子", "ミナコ"},
	{"麻衣", "マイ"},     {"菜々子", "ナナコ"}, {"あかり", "アカリ"},
	{"芽依", "メイ"},     {"琴音", "コトネ"},   {"悦子", "エツコ"},
};

/* Characters that a name keeps exactly: extension kanji of CP932, beyond the
 * BMP, compatibility ideographs (never normalised), variation sequences of
 * both collections, repeat marks, a kanji zero, many strokes. */
static const struct part hard[] = {
	{"髙橋　健一", "タカハシ　ケンイチ"},
	{"山﨑　礼子", "ヤマザキ　レイコ"},
	{"\U00020BB7田　一", "ヨシダ　ハジメ"},
	{"渡邉\U000E010F　直", "ワタナベ　ナオ"},
	{"葛\U000E0100城　翔", "カツラギ　ショウ"},
	{"\uFA19谷　\uFA1B子", "カミヤ　フクコ"},
	{"濵田　美咲", "ハマダ　ミサキ"},
	{"栁澤　涼", "ヤナギサワ　リョウ"},
	{"渡邊\U000E0108　光", "ワタナベ　ヒカル"},
	{"辻\U000E0102　翼", "ツジ　ツバサ"},
	{"芦\U000E0104田　愛", "アシダ　アイ"},
	{"齋藤　學", "サイトウ　マナブ"},
	{"齊藤　惠", "サイトウ　メグミ"},
	{"\U00025531沼　薫", "サダヌマ　カオル"},
	{"\uFA10本　\uFA1C", "ツカモト　ヤスシ"},
	{"桒原　昻", "クワバラ　アキラ"},
	{"草彅　凜", "クサナギ　リン"},
	{"\U00020B9F田　曻", "シカタ　ノボル"},
	{"德永　眞一郎", "トクナガ　シンイチロウ"},
	{"佐々木　奈々", "ササキ　ナナ"},
	{"〆木　すゞ", "シメキ　スズ"},
	{"鷲巢　鷹麿", "ワシズ　タカマロ"},
	{"俱利伽羅　剝", "クリカラ　ハク"},
	{"勅使河原　龍之介", "テシガワラ　リュウノスケ"},
	{"か\u309A田　ト\u309A子", "カダ　トコ"},
	{"後藤　シ\u3099ュン", "ゴトウ　ジュン"},
};

/* Names that are printed where a font has them: the city's own characters,
 * scripts of other registers, a mark that joins nothing. */
static const struct part odd[] = {
	{"\uE000橋　花子", "タカハシ　ハナコ"},
	{"渡\uE01C　一郎", "ワタナベ　イチロウ"},
	{"\U0010DE92本　誠", "ツジモト　マコト"},
	{"김　민준", "キム　ミンジュン"},
	{"ИВАНОВА АННА", "イワノワ　アンナ"},
	{"か゛わの　一", "カワノ　ハジメ"},
};

/* Names that nobody prints: from right to left, with emoji, with a stray
 * variation selector. */
static const struct part refused[] = {
	{"\u0645\u062D\u0645\u062F", "ムハンマド"},
	{"COHEN \u05D3\u05D5\u05D3", "コーエン　ダビド"},
	{"山田\U0001F338花子", "ヤマダ　ハナコ"},
	{"渡邉\U000E010F\U000E0110　直", "ワタナベ　ナオ"},
};

static const struct part latin_surname[] = {
	{"NGUYEN", "グエン"},
	{"TRAN", "チャン"},
	{"WANG", "オウ"},
	{"LI", "リ"},
	{"KIM", "キム"},
	{"SANTOS", "サントス"},
	{"SILVA", "シルバ"},
	{"SMITH", "スミス"},
	{"THAPA", "タパ"},
	{"RAI", "ライ"},
	{"CRUZ", "クルス"},
	{"FERNANDO", "フェルナンド"},
	{"ŁUKASIEWICZ", "ウカシェヴィチ"},
	{"MÜLLER", "ミュラー"},
};

static const struct part latin_given[] = {
	{"THI LAN", "ティ ラン"},
	{"VAN MINH", "ヴァン ミン"},
	{"WEI", "イ"},
	{"MINJUN", "ミンジュン"},
	{"MARIA", "マリア"},
	{"JOAO PAULO", "ジョアン パウロ"},
	{"JOHN", "ジョン"},
	{"SITA", "シタ"},
	{"ANNA", "アンナ"},
	{"FRANÇOIS", "フランソワ"},
};

static const struct part latin_long[] = {
	{"WIJAYAWICKRAMARACHCHIGE DON THARINDU LAKSHAN BANDARA",
	 "ウィジャヤウィックラマラッチゲ ドン タリンドゥ"},
	{"スミス・ジョン・フィッツジェラルド・ケネディ三世",
	 "スミス ジョン フィッツジェラルド ケネディ"},
	{"DE OLIVEIRA SANTOS, MARIA \"MIA\" APARECIDA",
	 "デ オリベイラ サントス マリア"},
	{"マリア・デル・カルメン・ガルシア゠ロペス",
	 "マリア デル カルメン ガルシア ロペス"},
	{"ARACHCHILAGE MUDIYANSELAGE RANASINGHE APPUHAMILAGE "
	 "SENARATH WICKRAMASINGHE PERERA",
	 "アラッチラゲ ムディヤンセラゲ ラナシンハ"},
	{"HOÀNG NGỌC ÁNH TUYẾT", "ホアン ゴック アン トゥエット"},
	/* as a Mac writes it */
	{"NGUYE\u0302\u0303N THI\u0323 A\u0301NH", "グエン ティ アン"},
};

static void put(struct ao_sample_row *r, const struct part *a,
		const char *between, const struct part *b)
{
	ao_buf_adds(&r->name, a->written);
	ao_buf_adds(&r->name, between);
	ao_buf_adds(&r->name, b->written);
	ao_buf_adds(&r->kana, a->kana);
	ao_buf_adds(&r->kana, between);
	ao_buf_adds(&r->kana, b->kana);
}

static void clear(struct ao_sample_row *r)
{
	ao_buf_clear(&r->name);
	ao_buf_clear(&r->kana);
}

void ao_sample_name_japanese(struct ao_sample_row *r)
{
	const struct part *a = &surname[ao_sample_pick(r, AO_COUNT(surname))];
	const struct part *b = &given[ao_sample_pick(r, AO_COUNT(given))];

	clear(r);
	put(r, a, "　", b);
}

void ao_sample_name_hard(struct ao_sample_row *r, unsigned which)
{
	const struct part *p = &hard[which % AO_COUNT(hard)];

	clear(r);
	ao_buf_adds(&r->name, p->written);
	ao_buf_adds(&r->kana, p->kana);
}

void ao_sample_name_latin(struct ao_sample_row *r, bool is_long)
{
	const struct part *a =
		&latin_surname[ao_sample_pick(r, AO_COUNT(latin_surname))];
	const struct part *b =
		&latin_given[ao_sample_pick(r, AO_COUNT(latin_given))];

	clear(r);
	if (!is_long) {
		put(r, a, " ", b);
		return;
	}
	a = &latin_long[ao_sample_pick(r, AO_COUNT(latin_long))];
	ao_buf_adds(&r->name, a->written);
	ao_buf_adds(&r->kana, a->kana);
}

void ao_sample_name_odd(struct ao_sample_row *r, bool is_refused)
{
	const struct part *p =
		is_refused ? &refused[ao_sample_pick(r, AO_COUNT(refused))]
			   : &odd[ao_sample_pick(r, AO_COUNT(odd))];

	clear(r);
	ao_buf_adds(&r->name, p->written);
	ao_buf_adds(&r->kana, p->kana);
}

unsigned ao_sample_hard_names(void)
{
	return AO_COUNT(hard);
}
