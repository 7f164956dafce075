using System.Text;
using ChargerFirmware.Ocpp.Frames;
using ChargerFirmware.Station.Maintenance;
using ChargerFirmware.Station.Ocpp16.FirmwareManagement;

namespace ChargerFirmware.Central.Cli.Prompt;

/// <summary>A frame that one side in this process has sent or received.</summary>
/// <param name="IsOfCentralSystem">The central system saw it, otherwise a charge point of this process.</param>
/// <param name="Station">The charge point at its other end, or which saw it.</param>
/// <param name="IsSent">As that side sees it.</param>
/// <param name="Action">Of an answer, the action of its call; null where it is unknown.</param>
/// <param name="Payload">One JSON object; empty for a frame that cannot be read.</param>
/// <param name="Frame">All of it, in UTF-8.</param>
internal sealed record PromptFrame(
    DateTimeOffset Time, bool IsOfCentralSystem, string Station, bool IsSent, FrameType Type, string? Action, ReadOnlyMemory<byte> Payload,
    ReadOnlyMemory<byte> Frame)
{
    // A console is read by people; a script looks at the payload.
    private const int MaxShownLength = 8 * 1024;

    /// <summary>As the log shows it: <c>cs: &lt;&lt;cp#0 [2,...]</c>, on one line and without secrets.</summary>
    public override string ToString() =>
        $"{(IsOfCentralSystem ? "cs" : $"cp#{Station}")}: {(IsSent ? ">>" : "<<")}{(IsOfCentralSystem ? $"cp#{Station}" : "cs")} {Shown}";

    private string Shown
    {
        get
        {
            var text = Type == FrameType.Unknown ? SafeText.Of(Encoding.UTF8.GetString(Frame.Span)) : FrameSecrets.Redaction.Write(Frame);
            text = text.Length <= MaxShownLength ? text : FormattableString.Invariant($"{text[..MaxShownLength]}... ({Frame.Length} bytes)");
            return text.ReplaceLineEndings(" ");
        }
    }
}
