"""The disk, the database, and how the tutor was started."""

from __future__ import annotations

import errno

from tutor.core.errors.base import OperatorError, TutorError

# What a write fails with when there is no room: the disk is full, a quota is used up, a limit on file size is reached.
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class DiskFull(TutorError):
    status, code, retryable = 507, "disk_full", True
    message = "The disk is full, so nothing more can be saved."
    action = "Free some space, then send it again."


class RoomUsed(TutorError):
    status, code = 507, "room_used"
    message = "Your recordings take all the room there is for them."
    action = "Delete conversations that you no longer need, then send it again. Typing still works."


class ComputerFull(TutorError):
    status, code = 507, "computer_full"
    message = "The computer that the tutor runs on has hardly any room left, so nothing large is kept."
    action = "Typing still works. Have its owner free some space, then send it again."


class FolderUnusable(OperatorError):
    code = "folder_unusable"
    message = "The tutor cannot write into its data folder."
    action = "Make it yours with `chown` and `chmod`, or choose another with TUTOR_DATA_DIR."


class DatabaseBusy(TutorError):
    status, code, retryable = 503, "database_busy", True
    message = "The tutor's database is busy."
    action = "Try again in a few seconds."


class DatabaseDamaged(TutorError):
    status, code = 503, "database_damaged"
    message = "The tutor's database is damaged."
    action = "Stop the tutor and restore a backup with `tutor restore`; the damaged file is moved aside and kept."


class DatabaseEmptied(OperatorError):
    code = "database_emptied"
    message = "The tutor's database is empty, though there are recordings beside it."
    action = "Restore a backup with `tutor restore`, or delete the empty file to begin anew."


class DatabaseUnreachable(TutorError):
    status, code, retryable = 503, "database_unreachable", True
    message = "The tutor's database does not answer."
    action = "Wait a moment, then try again. Whoever runs this tutor can see why in the database's log."


class BusUnreachable(TutorError):
    """Valkey, through which the processes of one tutor hear of each other, cannot be reached."""

    status, code, retryable = 503, "bus_unreachable", True
    message = "A part of the tutor that its servers share does not answer."
    action = "Wait a moment, then try again. Whoever runs this tutor can see with `tutor doctor` what is missing."


class FilesUnreachable(TutorError):
    """The store of recordings cannot be reached, or refuses."""

    status, code, retryable = 503, "files_unreachable", True
    message = "Recordings can be neither kept nor heard at the moment."
    action = (
        "Wait a moment, then try again; typing still works. "
        "Whoever runs this tutor can see with `tutor doctor` what is missing."
    )


class DatabaseTooNew(OperatorError):
    code = "database_too_new"
    message = "Your data was written by a newer version of Tutor."
    action = "Update Tutor, or restore a backup made by this version."


class BackupUnusable(OperatorError):
    code = "backup_unusable"
    message = "That file is not a backup this tutor can restore."
    action = "Choose a file made by `tutor backup`. Nothing was changed."


class PortTaken(OperatorError):
    code = "port_taken"
    message = "Another program is already using that port."
    action = "Stop it, or choose another port: `PORT=8001 make run`."


class UnsafeSettings(OperatorError):
    code = "unsafe_settings"
    message = "These settings would open the tutor to others without protection."
    action = "Bind to 127.0.0.1, or set TUTOR_ACCOUNTS=1 so that everyone must sign in."


class AlreadyRunning(OperatorError):
    code = "already_running"
    message = "Another tutor is already working with this data folder."
    action = "Stop it, or give this one a folder of its own with TUTOR_DATA_DIR."
