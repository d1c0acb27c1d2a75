# sbom.cmake - the parts of a built aofuto, as CycloneDX 1.5: the packages that
# it was built with and needs to run, their exact versions and licences.
#   cmake -D packages=docs/packages.txt -D version=0.2.0 -D out=FILE -P sbom.cmake
cmake_minimum_required(VERSION 3.25)

function(query package field out)
	execute_process(COMMAND dpkg-query -W -f "\${${field}}" ${package}
		OUTPUT_VARIABLE value RESULT_VARIABLE failed)
	if(failed OR value STREQUAL "")
		message(FATAL_ERROR "${package} has no ${field}")
	endif()
	set(${out} "${value}" PARENT_SCOPE)
endfunction()

# The names of the licences in a copyright file that machines can read; else
# that it is to be read by people. Backslashes and quotes do not occur in names.
function(licences package out)
	file(STRINGS /usr/share/doc/${package}/copyright lines
		REGEX "^License: *[^ ]")
	list(TRANSFORM lines REPLACE "^License: *" "")
	list(TRANSFORM lines STRIP)
	list(REMOVE_DUPLICATES lines)
	list(SORT lines)
	list(FILTER lines EXCLUDE REGEX "[\"\\]")
	if(NOT lines)
		set(lines "see /usr/share/doc/${package}/copyright")
	endif()
	list(TRANSFORM lines REPLACE "(.+)" "{\"license\": {\"name\": \"\\1\"}}")
	list(JOIN lines ", " lines)
	set(${out} "[${lines}]" PARENT_SCOPE)
endfunction()

string(TIMESTAMP now "%Y-%m-%dT%H:%M:%SZ" UTC) # SOURCE_DATE_EPOCH, if it is set
set(root "pkg:deb/aofuto@${version}?arch=amd64")
file(STRINGS ${packages} lines REGEX "^run ")
foreach(line ${lines})
	string(REGEX REPLACE "^run +([^ ]+).*" "\\1" package "${line}")
	query(${package} Version its_version)
	query(${package} Architecture arch)
	query(${package} binary:Summary summary)
	string(REPLACE "\\" "\\\\" summary "${summary}")
	string(REPLACE "\"" "\\\"" summary "${summary}")
	licences(${package} names)
	string(REPLACE "+" "%2B" purl_version "${its_version}")
	string(REPLACE ":" "%3A" purl_version "${purl_version}")
	set(purl "pkg:deb/debian/${package}@${purl_version}?arch=${arch}&distro=debian-12")
	if(package MATCHES "^fonts-")
		set(type data)
	elseif(package MATCHES "^lib")
		set(type library)
	else()
		set(type application)
	endif()
	list(APPEND refs "\"${purl}\"")
	list(APPEND components
"    {\"type\": \"${type}\", \"bom-ref\": \"${purl}\", \"name\": \"${package}\",
     \"version\": \"${its_version}\", \"description\": \"${summary}\",
     \"licenses\": ${names},
     \"purl\": \"${purl}\"}")
endforeach()
list(JOIN components ",\n" components)
list(JOIN refs ",\n     " refs)
string(UUID serial NAMESPACE 6ba7b811-9dad-11d1-80b4-00c04fd430c8
	NAME "${root}${components}" TYPE SHA1)
file(WRITE ${out}
"{
  \"bomFormat\": \"CycloneDX\",
  \"specVersion\": \"1.5\",
  \"serialNumber\": \"urn:uuid:${serial}\",
  \"version\": 1,
  \"metadata\": {
    \"timestamp\": \"${now}\",
    \"component\": {\"type\": \"application\", \"bom-ref\": \"${root}\",
     \"name\": \"aofuto\", \"version\": \"${version}\",
     \"licenses\": [{\"license\": {\"id\": \"MIT\"}}], \"purl\": \"${root}\"}
  },
  \"components\": [
${components}
  ],
  \"dependencies\": [
    {\"ref\": \"${root}\", \"dependsOn\": [
     ${refs}]}
  ]
}
")
