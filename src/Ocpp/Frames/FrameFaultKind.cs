namespace ChargerFirmware.Ocpp.Frames;

/// <summary>What is wrong with text that should have been a frame.</summary>
public enum FrameFaultKind
{
    /// <summary>A binary message, where OCPP-J has text only.</summary>
    Binary,

    /// <summary>Longer than <see cref="Frame.MaxLengthBytes"/>.</summary>
    TooLong,

    /// <summary>Not UTF-8, or a text in it holds half a character.</summary>
    InvalidText,

    /// <summary>Not JSON, or more than one JSON value.</summary>
    InvalidJson,

    /// <summary>JSON, and no array.</summary>
    NotAnArray,

    /// <summary>The first element is none of the message types we know.</summary>
    UnknownMessageType,

    /// <summary>The message id is missing, or neither a text nor a number.</summary>
    UnusableMessageId,

    /// <summary>The message id is longer than <see cref="Frame.MaxMessageIdLength"/>.</summary>
    MessageIdTooLong,

    /// <summary>The array ends too early.</summary>
    MissingElement,

    /// <summary>The array goes on where it should end.</summary>
    SurplusElement,

    /// <summary>The action is no text, or an empty one.</summary>
    UnusableAction,

    /// <summary>The payload is neither an object nor null.</summary>
    PayloadNotAnObject,
}
