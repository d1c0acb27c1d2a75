# again.cmake - run by cpack on the finished package: made once more by Debian's
# own tool. That of cpack has the mask of whoever made it in its headers.
function(run)
	execute_process(COMMAND ${ARGN} OUTPUT_QUIET RESULT_VARIABLE failed)
	if(failed)
		message(FATAL_ERROR "${ARGN}: ${failed}")
	endif()
endfunction()

foreach(package ${CPACK_PACKAGE_FILES})
	set(tree ${package}.tree)
	run(dpkg-deb -R ${package} ${tree})
	run(dpkg-deb -Zxz --threads-max=1 --root-owner-group -b ${tree} ${package})
	file(REMOVE_RECURSE ${tree})
endforeach()
