namespace ChargerFirmware.Station.Maintenance;

/// <summary>Contributes to the diagnostics of a station.</summary>
public interface IDiagnosticsSource
{
    /// <summary>What there is now. Called on the loop.</summary>
    IEnumerable<DiagnosticsEntry> Collect(DiagnosticsWindow window);
}
