/* paragraph.h - text that is broken into lines for a terminal. */
#ifndef PARAGRAPH_H
#define PARAGRAPH_H

/* Every line begins with so many blanks. */
void paragraph(const char *s, int indent);
/* The same where something of that width stands on the first line already. */
void paragraph_behind(const char *s, int indent);

#endif
