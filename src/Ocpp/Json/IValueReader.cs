using System.Text.Json;

namespace ChargerFirmware.Ocpp.Json;

/// <summary>
/// A converter's other half: it says what a value is meant to be that the converter would refuse. Whether that counts is for the decoder
/// to decide. Never throws on what it reads; is never asked about null.
/// </summary>
internal interface IValueReader
{
    /// <summary>What the standard wants, as it reads behind "expected".</summary>
    string Expected { get; }

    /// <summary>May what was found be quoted in an error or a log? Texts may hold secrets.</summary>
    bool MayBeQuoted { get; }

    ValueReading Read(JsonElement value);
}
