# stage.cmake - run by cpack on the tree that it packs: settings, units, what
# Debian wants compressed, the list of what is inside, one date for all.
set(root ${CPACK_TEMPORARY_INSTALL_DIRECTORY})
set(source ${CPACK_AOFUTO_SOURCE})
set(doc ${root}/usr/share/doc/aofuto)
set(readable OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)

file(COPY ${source}/packaging/etc/aofuto.yaml ${source}/packaging/etc/monthly.conf
	${source}/templates/city.yaml
	DESTINATION ${root}/etc/aofuto FILE_PERMISSIONS ${readable})
file(GLOB units ${source}/packaging/systemd/*)
file(COPY ${units} DESTINATION ${root}/lib/systemd/system
	FILE_PERMISSIONS ${readable})
file(COPY ${source}/packaging/deb/copyright DESTINATION ${doc}
	FILE_PERMISSIONS ${readable})

function(run)
	execute_process(COMMAND ${ARGN} RESULT_VARIABLE failed)
	if(failed)
		message(FATAL_ERROR "${ARGN}: ${failed}")
	endif()
endfunction()

execute_process(COMMAND date -u -R -d @$ENV{SOURCE_DATE_EPOCH}
	OUTPUT_VARIABLE day OUTPUT_STRIP_TRAILING_WHITESPACE)
file(WRITE ${doc}/changelog
"aofuto (${CPACK_PACKAGE_VERSION}) unstable; urgency=medium

  * What is new for the city hall stands in NEWS.md beside this file.

 -- ${CPACK_PACKAGE_CONTACT}  ${day}
")
run(gzip -9nf ${doc}/changelog ${root}/usr/share/man/man1/aofuto.1)
run(${CMAKE_COMMAND} -D packages=${source}/docs/packages.txt
	-D version=${CPACK_PACKAGE_VERSION} -D out=${doc}/sbom.cdx.json
	-P ${source}/packaging/sbom.cmake)
run(chmod -R u=rwX,go=rX ${root})
run(find ${root} -exec touch -h -d @$ENV{SOURCE_DATE_EPOCH} {} +)
