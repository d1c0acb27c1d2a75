/* doctor.h - what the files of aofuto doctor share. Private to doctor*.c and
 * cmd_doctor.c. */
#ifndef DOCTOR_H
#define DOCTOR_H

#include "aofuto/batch/doctor.h"
#include "cli/session.h"

/* doctor_form.c: city, QR address, templates, window. */
void doctor_form(struct ao_doctor *, const struct session *);
/* doctor_tell.c: for people. */
void doctor_tell(const struct ao_doctor *);
/* Problems alone, on standard error. */
void doctor_tell_problems(const struct ao_doctor *);

#endif
