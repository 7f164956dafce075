using System.ComponentModel;

namespace ChargerFirmware.Hardware.Boards;

/// <summary>How the station calls itself to a central system: the fields of BootNotification.</summary>
public sealed record BoardIdentity
{
    [Description("chargePointVendor, at most 20 characters")]
    public required string Vendor { get; init; }

    [Description("chargePointModel, at most 20 characters")]
    public required string Model { get; init; }

    [Description("chargePointSerialNumber, at most 25 characters; the station's identity where there is none")]
    public string? SerialNumber { get; init; }

    [Description("iccid of the SIM, at most 20 characters")]
    public string? Iccid { get; init; }

    [Description("imsi of the SIM, at most 20 characters")]
    public string? Imsi { get; init; }
}
