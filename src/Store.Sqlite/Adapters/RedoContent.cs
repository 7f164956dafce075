namespace ChargerFirmware.Store.Sqlite.Adapters;

/// <summary>What a redo file says: how many commits there were, when the last one was, and what the latest of them changed.</summary>
internal sealed record RedoContent
{
    /// <summary>All commits up to this one stand in the database file itself.</summary>
    public long Base { get; init; }

    /// <summary>The number of the last commit that was acknowledged.</summary>
    public long Last { get; init; }

    /// <summary>When it was, by the machine's clock.</summary>
    public DateTimeOffset LastAt { get; init; }

    /// <summary>The commits since <see cref="Base"/> as far as there was room for them, in order.</summary>
    public IReadOnlyList<RedoRecord> Commits { get; init; } = [];

    /// <summary>What was refused and is to be carried out; null when nothing is.</summary>
    public RedoRecord? Kept { get; init; }

    /// <summary>Where the next record goes.</summary>
    public int End { get; init; } = RedoFile.HeadBytes;

    /// <summary>The file is there and is not what it should be.</summary>
    public bool IsDamaged { get; init; }

    /// <summary>There is such a file.</summary>
    public bool Exists { get; init; }
}
