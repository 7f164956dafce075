namespace ChargerFirmware.Station.Protocol.Link;

/// <summary>What moves a <see cref="LinkMachine"/>.</summary>
public enum LinkTrigger
{
    /// <summary>It is time for the next attempt.</summary>
    DialDue,
    Connected,
    DialFailed,
    LinkLost,
    BootAccepted,
    BootPending,
    BootRejected,

    /// <summary>It is time to send BootNotification (again), or the central system has asked for it.</summary>
    BootDue,
}
