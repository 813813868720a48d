"""Sets of classes that the stages of extraction tell apart."""

from __future__ import annotations

LITERAL_CLASSES = frozenset({"Title", "Office", "Work", "Year", "Grade"})
INSTITUTIONS = frozenset(
    {
        "University",
        "School",
        "AcademicUnit",
        "Hospital",
        "Department",
        "ResearchInstitute",
        "Laboratory",
        "Center",
        "Base",
    }
    | {"GovernmentBody", "Company", "Association", "Team", "Organization"}
)
