using System.Text.Json;

namespace ChargerFirmware.Ocpp.Json;

/// <summary>
/// A value breaks a rule of its type. The serializer lets it pass and fills in the path, so the class of the error reaches the answer.
/// </summary>
/// <param name="expected">What the value should have been.</param>
public sealed class ConstraintException(ErrorCode code, string expected) : JsonException(expected)
{
    public ErrorCode Code { get; } = code;

    public string Expected { get; } = expected;
}
