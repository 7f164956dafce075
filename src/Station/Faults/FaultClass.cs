namespace ChargerFirmware.Station.Faults;

/// <summary>What a fault does to charging, the gravest first.</summary>
public enum FaultClass
{
    /// <summary>The hardware interlock cuts by itself; the next turn commands the contactor open before anything else.</summary>
    StopNow,

    /// <summary>The stop sequence.</summary>
    Stop,

    /// <summary>No start; a running transaction goes on.</summary>
    Prevent,

    /// <summary>Charging goes on, the status is unchanged; the error code goes out with it.</summary>
    Warn,
}
