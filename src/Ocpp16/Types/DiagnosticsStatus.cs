using System.Text.Json.Serialization;
using ChargerFirmware.Ocpp.Json;

namespace ChargerFirmware.Ocpp16.Types;

/// <summary>How far an upload of diagnostics is; Idle only when asked for (OCPP 1.6, 7.24).</summary>
[JsonConverter(typeof(SpecEnum<DiagnosticsStatus>))]
public enum DiagnosticsStatus
{
    Idle,
    Uploaded,
    UploadFailed,
    Uploading,
}
