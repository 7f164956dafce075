namespace ChargerFirmware.Hardware;

/// <summary>
/// Watches the insulation of a DC outlet against protective earth (IEC 61851-23 annex CC). Many DC charge controllers are one.
/// Used on the loop only.
/// </summary>
public interface IInsulationMonitor
{
    /// <summary>The insulation in kOhm; null while it is not measured or the monitor is lost.</summary>
    double? InsulationKiloOhm { get; }

    /// <summary>Something the device reports has changed. Raised on the loop.</summary>
    event Action? Changed;
}
