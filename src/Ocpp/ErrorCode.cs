namespace ChargerFirmware.Ocpp;

/// <summary>
/// Why a CALL was not carried out. Members carry the first spelling of each code, misspelt ones included (OCPP-J 1.6, 4.2.3);
/// <see cref="ErrorCodes"/> reads and writes the corrected one too.
/// </summary>
public enum ErrorCode
{
    /// <summary>The receiver does not know the action.</summary>
    NotImplemented,

    /// <summary>The receiver knows the action and does not support it.</summary>
    NotSupported,

    /// <summary>The receiver failed while it carried the call out.</summary>
    InternalError,

    /// <summary>The message breaks the protocol around the payload.</summary>
    ProtocolError,

    /// <summary>The receiver refuses the call for reasons of security.</summary>
    SecurityError,

    /// <summary>The payload is not formed as the action demands.</summary>
    FormationViolation,

    /// <summary>A value is of the right type and not allowed.</summary>
    PropertyConstraintViolation,

    /// <summary>Something occurs too rarely or too often.</summary>
    OccurenceConstraintViolation,

    /// <summary>A value is of the wrong type, or a text too long for its type.</summary>
    TypeConstraintViolation,

    /// <summary>Whatever no other code covers; also every code we do not know.</summary>
    GenericError,

    /// <summary>The number of the message type is unknown. Only ever received by the older versions.</summary>
    MessageTypeNotSupported,

    /// <summary>The message is no RPC frame at all. Only ever received by the older versions.</summary>
    RpcFrameworkError,
}
