namespace ChargerFirmware.Station.Maintenance;

/// <summary>Somebody who has something to tell to who looks for a fault.</summary>
public interface IDiagnosticsSource
{
    /// <summary>What there is now. Called on the loop.</summary>
    IEnumerable<DiagnosticsEntry> Collect(DiagnosticsWindow window);
}
