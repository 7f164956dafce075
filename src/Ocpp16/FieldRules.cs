using ChargerFirmware.Ocpp;
using ChargerFirmware.Ocpp.Messages;

namespace ChargerFirmware.Ocpp16;

/// <summary>Rules of fields that stand in the text of the standard and not in the types of its messages.</summary>
internal static class FieldRules
{
    public static MessageFault? AtLeast(int minimum, int value, string path) =>
        value >= minimum ? null : new MessageFault(
            ErrorCode.PropertyConstraintViolation, path, $"expected {minimum} or more, found {value}");

    public static MessageFault? NotEmpty<T>(IReadOnlyList<T> values, string path) =>
        values.Count > 0 ? null : new MessageFault(ErrorCode.OccurenceConstraintViolation, path, "expected at least one");
}
