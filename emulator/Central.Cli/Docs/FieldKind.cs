namespace ChargerFirmware.Central.Cli.Docs;

/// <summary>What a field of a message holds.</summary>
internal enum FieldKind
{
    Text,

    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>A number in steps of 0.1.</summary>
    Tenths,

    Boolean,

    /// <summary>A moment, ISO 8601.</summary>
    Moment,

    /// <summary>One of the standard's words.</summary>
    Word,

    /// <summary>Fields of its own.</summary>
    Object,
}
