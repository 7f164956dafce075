using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization.Metadata;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Hardware.Gpio;

/// <summary>An RFID reader with NXP's MFRC522 on SPI: ISO/IEC 14443 type A cards.</summary>
public sealed record Mfrc522Options : IDriverOptions<Mfrc522Options>
{
    public static string Driver => "mfrc522";

    public static string Bus => BusKind.Spi;

    public static JsonTypeInfo<Mfrc522Options> Json => SpiJson.Default.Mfrc522Options;

    [Description("pause between two looks for a card, in ms; each look may keep the bus busy for 40 ms")]
    [Range(50, 5000)]
    public int PollMs { get; set; } = 250;

    [Description("how long a card must have been away before it is reported again, in ms; at least two looks must have missed it too")]
    [Range(0, 60_000)]
    public int ReleaseMs { get; set; } = 1000;

    [Description("unanswered looks in a row after which the reader counts as lost")]
    [Range(1, 100)]
    public int LostAfterFailures { get; set; } = 3;

    [Description("true: the UID's last byte comes first in the idTag, as some back ends have their cards listed")]
    public bool ReverseUid { get; set; }

    [Description("text before the UID in the idTag; at most 12 characters, for an idTag has 20 and the shortest UID 8")]
    [StringLength(12)]
    public string IdTagPrefix { get; set; } = "";

    [Description("false: 4-byte UIDs that begin with 08 are ignored; phones and some bank cards make up a new one each time")]
    public bool AcceptRandomUid { get; set; } = true;
}
