using ChargerFirmware.Hardware;

namespace ChargerFirmware.Emulator.Physics;

/// <summary>What a meter's own electronics know; a bus device turns it into registers.</summary>
public interface IMeterPhysics
{
    string SerialNumber { get; }

    /// <summary>The import register in Wh, not yet rounded to what the model shows.</summary>
    double EnergyImportWh { get; }

    /// <summary>One element a phase; one for DC.</summary>
    IReadOnlyList<PhaseReading> Phases { get; }

    double FrequencyHz { get; }

    double TemperatureC { get; }

    /// <summary>False: it does not answer (no supply, dead electronics, cut wire).</summary>
    bool Answers { get; }
}
