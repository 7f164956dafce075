namespace ChargerFirmware.Ocpp.Frames;

/// <summary>One OCPP-J message: a CALL or one of its two answers (OCPP-J 1.6, 4.1.3).</summary>
/// <param name="MessageId">Chosen by the caller; the answer repeats it.</param>
public abstract record Frame(string MessageId)
{
    /// <summary>The longest frame that is sent or read; a longer one is refused.</summary>
    public const int MaxLengthBytes = 1024 * 1024;

    /// <summary>The longest message id: a UUID in its usual form.</summary>
    public const int MaxMessageIdLength = 36;

    /// <summary>Where an id cannot be read, this stands for it in an answer (OCPP 2.0.1 part 4, 4.2.3; 1.6 names nothing).</summary>
    public const string UnknownMessageId = "-1";

    /// <summary>
    /// The id is a number on the wire, as no version of the standard has it. The answer repeats it as it came: a peer that counts its calls
    /// looks for the number, and would not find the text.
    /// </summary>
    public bool HasNumericId { get; init; }

    /// <summary>What stands for "nothing" where the standard wants an object.</summary>
    public static ReadOnlyMemory<byte> EmptyObject { get; } = "{}"u8.ToArray();
}
