using System.Text.Json.Serialization;

namespace ChargerFirmware.Station.Maintenance;

/// <summary>What the store keeps of an update. The location stands in it whole: to go on fetching needs its password.</summary>
/// <param name="Id">Counts requests; the installer's name of the update.</param>
/// <param name="Current">The request that is carried out; null when there is none.</param>
/// <param name="Next">The request after it.</param>
/// <param name="HasBegun">Something of this request's image may be there to go on with.</param>
/// <param name="Failures">Failed attempts to fetch.</param>
/// <param name="Installs">Installations that have begun.</param>
internal sealed record FirmwareUpdateRow(
    long Id,
    FirmwareUpdateState State,
    FirmwareRequest? Current = null,
    FirmwareRequest? Next = null,
    bool HasBegun = false,
    int Failures = 0,
    int Installs = 0);

[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(FirmwareUpdateRow))]
internal sealed partial class FirmwareUpdateJson : JsonSerializerContext;
