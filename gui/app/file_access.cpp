#include "gui/app/file_access.hpp"

#include "engine/store/load/load.hpp"
#include "engine/work/use_cases.hpp"

namespace huegrid::gui {

FileAccess access_file(const std::filesystem::path& path) {
    FileAccess access;
    access.name = path.filename().string();
    access.read = [path](const model::SnapshotPtr& shown, const Progress& progress) {
        auto next = store::advance_snapshot(path, shown, progress);
        // No command, and yet something moved: another program wrote to the file, which the journal doesn't tell.
        return shown && next && *next == shown ? store::load_snapshot(path, progress) : next;
    };
    access.mark = [path] { return store::file_mark(path); };
    access.doors = [path](BuildingId building) -> Result<std::vector<DoorPlate>> {
        auto records = work::households_of_building(path, building);
        if (!records) return fail(std::move(records.error()));
        std::vector<DoorPlate> doors;
        for (auto& r : *records)
            doors.push_back({r.id, std::move(r.unit), std::move(r.floor), std::move(r.door), std::move(r.contact), r.since});
        return doors;
    };
    return access;
}

}  // namespace huegrid::gui
