namespace ChargerFirmware.Bench.Scenarios;

/// <summary>The tokens of a random day.</summary>
internal static class DayTags
{
    /// <summary>Blocked, and shown to readers only: no transaction of it may ever begin.</summary>
    public const string Blocked = "04DEAD01";

    /// <summary>Blocked too, and started remotely: it is believed until StartTransaction.conf says otherwise (AuthorizeRemoteTxRequests).</summary>
    public const string BlockedRemote = "04DEAD02";

    /// <summary>What drivers show.</summary>
    public static IReadOnlyList<string> Shown { get; } = ["04A1B2C3", "04A1B2C4", "04A1B2C3D4E5F6", Blocked, "app:ada"];
}
