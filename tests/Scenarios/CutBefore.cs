namespace ChargerFirmware.Tests.Scenarios;

/// <summary>Where in a commit the power is cut.</summary>
public enum CutBefore
{
    /// <summary>Nothing of it is on the disk.</summary>
    Durable,

    /// <summary>It is on the disk, and the station does not know yet.</summary>
    Sent,
}
