/* control.h - the facts of a run's papers: the control sheet for the person who
 * signs (templates/control.yaml), the bundles on paper (bundles.yaml,
 * ticket.yaml); drawn by report_draw.h.
 *
 * The words below are all that the template can name. Lists that nobody fills
 * stay empty and their sections close up; whoever has something to say on the
 * sheet fills its list in run_control_facts (control_facts.c): ao_facts_add for
 * each entry, then ao_facts_set with the names below. A new word is a line here
 * and one in docs/template.md.
 */
#ifndef AOFUTO_BATCH_CONTROL_H
#define AOFUTO_BATCH_CONTROL_H

#include "aofuto/notice/facts.h"

#define AO_CONTROL_NAME "control.pdf"
#define AO_BUNDLES_NAME "bundles.pdf"
/* A list of so many entries has room in the margin of the sheet. */
#define AO_CONTROL_FEW 3
/* So many digits of a run's link in the chain stand on paper. */
#define AO_CHAIN_DIGITS 16

/* X(name, example) */
#define AO_CONTROL_TABLE(X)                                                    \
	X("run.number", "1234")                                                \
	X("run.month", "2036年12月")                                           \
	X("run.month_wareki", "令和18年12月")                                  \
	X("run.as_of", "2036年12月31日")                                       \
	X("run.as_of_wareki", "令和18年12月31日")                              \
	X("run.program", "aofuto 10.20.30")                                    \
	X("run.template", "notice")                                            \
	X("run.list", "0123 4567 89ab cdef")                                   \
	X("run.supplement", "1")                                               \
	X("run.only_month", "1")                                               \
	/* The run before; all blank where there is none. */                   \
	X("last.number", "1234")                                               \
	X("last.month", "2036年11月")                                          \
	X("last.unreadable", "1")                                              \
	X("read.now", "1,234,567")                                             \
	X("read.last", "1,234,567")                                            \
	X("read.change", "+1,234,567")                                         \
	/* Everybody read, by decision (label) and reason (part). */           \
	X("people[].label", "行が信用できない")                                \
	X("people[].part", "カードと電子証明書")                               \
	X("people[].now", "1,234,567")                                         \
	X("people[].last", "1,234,567")                                        \
	X("people[].change", "+1,234,567")                                     \
	/* All decisions together. */                                          \
	X("decided.now", "1,234,567")                                          \
	X("decided.last", "1,234,567")                                         \
	X("decided.change", "+1,234,567")                                      \
	/* What the print room gets, by its volumes. */                        \
	X("notices.now", "1,234,567")                                          \
	X("notices.last", "1,234,567")                                         \
	X("notices.change", "+1,234,567")                                      \
	X("sheets.now", "1,234,567")                                           \
	X("sheets.last", "1,234,567")                                          \
	X("sheets.change", "+1,234,567")                                       \
	X("volumes.now", "1,234")                                              \
	X("volumes.last", "1,234")                                             \
	X("volumes.change", "+1,234")                                          \
	X("volumes[].file", "aofuto-2026-12-001.pdf")                          \
	X("volumes[].first", "001-0001")                                       \
	X("volumes[].last", "001-5000")                                        \
	X("volumes[].notices", "5,000")                                        \
	X("volumes[].sheets", "10,000")                                        \
	X("volumes[].pages", "20,000")                                         \
	X("volumes[].digest", "0123 4567 89ab cdef")                           \
	/* Blank: not read back. all, sample: of the codes, as printed. */     \
	X("read_back.pages", "1,234,567")                                      \
	X("read_back.codes", "1,234,567")                                      \
	X("read_back.all", "1")                                                \
	X("read_back.sample", "1")                                             \
	X("chain.head", "0123 4567 89ab cdef")                                 \
	X("findings.reject", "1,234")                                          \
	X("findings.review", "1,234")                                          \
	X("findings.warn", "1,234")                                            \
	X("findings.note", "1,234")                                            \
	/* The post (postage.yaml). */                                         \
	X("mail.notices", "1,234,567")                                         \
	X("mail.sheets", "1,234,567")                                          \
	X("mail.with_barcode", "1,234,567")                                    \
	X("mail.bundles", "12,345")                                            \
	X("mail.rate_name", "定形郵便物（50gまで）")                           \
	X("mail.rate_yen", "110")                                              \
	X("mail.rate_since", "2024年10月10日")                                 \
	X("bundles[].number", "8,888")                                         \
	X("bundles[].district", "88888")                                       \
	X("bundles[].of_district", "8,888")                                    \
	X("bundles[].in_district", "8,888")                                    \
	X("bundles[].volume", "aofuto-2026-12-888.pdf")                        \
	X("bundles[].first", "888-8888")                                       \
	X("bundles[].last", "888-8888")                                        \
	X("bundles[].notices", "8,888")                                        \
	X("bundles[].sheets", "88,888")                                        \
	/* Set where a list is so short that it has room in the margin. */     \
	X("few.districts", "1")                                                \
	X("few.enclosures", "1")                                               \
	X("few.discounts", "1")                                                \
	/* The list as a whole (plausibility.h). */                            \
	X("checks[].name", "前回と比べた年齢")                                 \
	X("checks[].result", "承知して進めた")                                 \
	/* Of the checks, those that somebody has accepted by name. */         \
	X("accepted[].name", "前回と比べた年齢")                               \
	X("accepted[].measured", "1,234 (12.3%)")                              \
	X("accepted[].limit", "12.3%")                                         \
	X("accepted[].override_by", "情報政策課")                              \
	X("accepted[].reason", "市の合併のため")                               \
	X("districts[].district", "88888")                                     \
	X("districts[].notices", "123,456")                                    \
	X("districts[].sheets", "123,456")                                     \
	X("districts[].with_barcode", "123,456")                               \
	X("districts[].bundles", "1,234")                                      \
	X("discounts[].name", "郵便区内特別郵便物")                            \
	X("discounts[].condition", "市役所と同じ区に100,000通から")            \
	X("discounts[].pieces", "123,456")                                     \
	X("discounts[].reached", "届く（12.5%）")                              \
	X("enclosures[].name", "交付申請書")                                   \
	X("enclosures[].pieces", "123,456")

const struct ao_fact_word *ao_control_words(size_t *words);

#endif
