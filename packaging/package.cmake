# package.cmake - read by cpack before it packs: the day of the package, and
# what it depends on.

# One commit, one package, byte by byte: every date in it is the commit's.
if(NOT DEFINED ENV{SOURCE_DATE_EPOCH})
	execute_process(COMMAND git -C ${CPACK_AOFUTO_SOURCE} log -1 --format=%ct
		OUTPUT_VARIABLE epoch OUTPUT_STRIP_TRAILING_WHITESPACE
		RESULT_VARIABLE failed ERROR_QUIET)
	if(failed) # no repository: the day of the last news
		file(TIMESTAMP ${CPACK_AOFUTO_SOURCE}/NEWS.md epoch "%s" UTC)
	endif()
	set(ENV{SOURCE_DATE_EPOCH} ${epoch})
endif()

execute_process(COMMAND ${CPACK_AOFUTO_SOURCE}/packaging/depends
		${CPACK_AOFUTO_SOURCE}/docs/packages.txt
		${CPACK_AOFUTO_BINARY}/bin/aofuto
		${CPACK_AOFUTO_BINARY}/libexec/aofuto/aofuto-reader
	OUTPUT_VARIABLE CPACK_DEBIAN_PACKAGE_DEPENDS
	OUTPUT_STRIP_TRAILING_WHITESPACE RESULT_VARIABLE failed)
if(failed)
	message(FATAL_ERROR "the package's dependencies are not clear")
endif()
