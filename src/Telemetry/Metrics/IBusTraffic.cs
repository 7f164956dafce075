namespace ChargerFirmware.Telemetry.Metrics;

/// <summary>What is counted on the buses to the devices, in the board file's names and words of short lists. Used on the loop only.</summary>
public interface IBusTraffic
{
    /// <summary>
    /// A request has ended, each repetition for itself: on which bus, by which kind of error (null: none), and how long the loop waited
    /// for the answer, where one came that can be read (the refusal of a Modbus device is one).
    /// </summary>
    event Action<string, string?, TimeSpan?>? Ended;

    /// <summary>The buses that take requests, each with the kinds of errors it can have.</summary>
    IReadOnlyDictionary<string, IReadOnlyList<string>> ErrorKinds { get; }
}
