using System.ComponentModel;

namespace ChargerFirmware.Hardware.Boards;

/// <summary>Which device plays which part for the whole station. Values are names of devices.</summary>
public sealed record StationRoles
{
    [Description("the RFID reader that serves every connector without one of its own")]
    public string? Reader { get; init; }

    [Description("the emergency-stop contact")]
    public string? EmergencyStop { get; init; }

    [Description("the contact of the cabinet door")]
    public string? Door { get; init; }

    [Description("the contact by which a battery-backed supply says that the mains are lost; a board without one dies with the mains")]
    public string? Mains { get; init; }

    [Description("the sensor of the modem's or router's signal strength")]
    public string? Signal { get; init; }

    [Description("the line that keeps the contactors' supply alive; a board without one is for the bench only")]
    public string? EnableLine { get; init; }
}
