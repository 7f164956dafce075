namespace ChargerFirmware.Central.Cli.Api.Events;

/// <summary>Something has happened, as all readers get it.</summary>
/// <param name="Id">Ascending from 1 since the start of the central system. A reader with a filter sees gaps.</param>
/// <param name="Kind">One of <see cref="EventKind.All"/>.</param>
/// <param name="Content">A view of what has happened: a state, a session or a frame.</param>
internal sealed record CentralEvent(long Id, string Kind, DateTimeOffset Time, string Station, object Content)
{
    /// <summary>As one line of JSON, on any thread.</summary>
    public byte[] ToJson() => ApiJson.Write(this);

    /// <summary>That so many events were lost to a reader.</summary>
    public static byte[] LostToJson(int count) => ApiJson.Write(new { Kind = EventKind.Lost, Count = count });
}
