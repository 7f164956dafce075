namespace ChargerFirmware.Tests.Stores;

/// <summary>Where a connection is cut.</summary>
internal enum CutAt
{
    Nothing,

    /// <summary>The server does not hear of the commit.</summary>
    BeforeCommit,

    /// <summary>The server commits, and its answer is lost.</summary>
    AfterCommit,

    /// <summary>As that, but the server takes the connection for alive: its session holds the lock.</summary>
    AfterCommitUnseen,
}
