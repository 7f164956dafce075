using ChargerFirmware.Ocpp;

namespace ChargerFirmware.Station.Protocol.Transactions;

/// <summary>What a CALLERROR says of the message that it answers: whether the same content may be taken another time.</summary>
internal static class Refusal
{
    /// <summary>The central system does not know the action, or will never take this content. All other codes may be of today only.</summary>
    public static bool IsForGood(ErrorCode code) => code is ErrorCode.NotImplemented or ErrorCode.NotSupported || IsOfContent(code);

    /// <summary>
    /// It is the payload that does not please. ProtocolError is among them, because a central system of the field answers it where a member is
    /// missing; its other meaning, a message id used twice, cannot be meant: every attempt has a new id.
    /// </summary>
    public static bool IsOfContent(ErrorCode code) => code is ErrorCode.FormationViolation or ErrorCode.ProtocolError or
        ErrorCode.PropertyConstraintViolation or ErrorCode.OccurenceConstraintViolation or ErrorCode.TypeConstraintViolation;
}
