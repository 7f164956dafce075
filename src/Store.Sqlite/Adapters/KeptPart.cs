namespace ChargerFirmware.Store.Sqlite.Adapters;

/// <summary>How much of what the database refuses a restart would find in the redo file.</summary>
internal enum KeptPart
{
    /// <summary>Nothing: neither the changes nor that there were any.</summary>
    Nothing,

    /// <summary>That changes are missing, but not what they were.</summary>
    MarkOnly,

    /// <summary>All of it.</summary>
    All,
}
