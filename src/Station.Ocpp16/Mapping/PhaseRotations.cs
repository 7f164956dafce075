using ChargerFirmware.Station.Metering;

namespace ChargerFirmware.Station.Ocpp16.Mapping;

/// <summary>The words of ConnectorPhaseRotation, exactly as the standard spells them (OCPP 1.6, 9.1.12).</summary>
public static class PhaseRotations
{
    public static string Write(PhaseRotation rotation) => rotation switch
    {
        PhaseRotation.NotApplicable => "NotApplicable",
        PhaseRotation.Unknown => "Unknown",
        PhaseRotation.RST => "RST",
        PhaseRotation.RTS => "RTS",
        PhaseRotation.SRT => "SRT",
        PhaseRotation.STR => "STR",
        PhaseRotation.TRS => "TRS",
        PhaseRotation.TSR => "TSR",
    };

    /// <summary>Null for what is none of them.</summary>
    public static PhaseRotation? Read(string word) => word switch
    {
        "NotApplicable" => PhaseRotation.NotApplicable,
        "Unknown" => PhaseRotation.Unknown,
        "RST" => PhaseRotation.RST,
        "RTS" => PhaseRotation.RTS,
        "SRT" => PhaseRotation.SRT,
        "STR" => PhaseRotation.STR,
        "TRS" => PhaseRotation.TRS,
        "TSR" => PhaseRotation.TSR,
        _ => null,
    };
}
