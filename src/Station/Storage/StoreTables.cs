namespace ChargerFirmware.Station.Storage;

/// <summary>The names of the tables.</summary>
public static class StoreTables
{
    /// <summary>Configuration keys that were changed, by name.</summary>
    public const string Configuration = "configuration";

    /// <summary>Transaction messages not answered yet, by sequence number.</summary>
    public const string Journal = "journal";

    /// <summary>Transaction messages that were given up, by sequence number.</summary>
    public const string DeadLetters = "dead-letters";

    /// <summary>Transactions whose last message is not answered yet, by their key.</summary>
    public const string Transactions = "transactions";
}
