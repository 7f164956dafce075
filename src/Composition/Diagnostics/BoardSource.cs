using ChargerFirmware.Hardware.Boards;
using ChargerFirmware.Station.Maintenance;

namespace ChargerFirmware.Composition.Diagnostics;

/// <summary>The board file as it was written, comments and all.</summary>
internal sealed class BoardSource(BoardFile board) : IDiagnosticsSource
{
    public IEnumerable<DiagnosticsEntry> Collect(DiagnosticsWindow window) => [new("board.json", SafeText.Of(board.Source))];
}
