using System.Globalization;
using System.Text;

namespace ChargerFirmware.Tests.Scenarios.Fuzz;

/// <summary>What a station is sent, and what it has to answer.</summary>
/// <param name="Id">The id of the call that must be answered; null where nobody waits for an answer.</param>
/// <param name="IsRight">The call is in order and hears a CALLRESULT; else a CALLERROR.</param>
public sealed record FuzzFrame(byte[] Bytes, string? Id, bool IsRight = false)
{
    /// <summary>As a C# literal would have it; the middle of a long one is left out.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var unit in Encoding.Latin1.GetString(Bytes))
        {
            text.Append(char.IsBetween(unit, ' ', '~') ? unit.ToString() : string.Create(CultureInfo.InvariantCulture, $"\\x{(int)unit:x2}"));
        }

        return text.Length <= 600 ? text.ToString() : $"{text.ToString(0, 400)} ... {text.ToString(text.Length - 200, 200)}";
    }
}
