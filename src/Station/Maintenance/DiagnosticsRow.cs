using System.Text.Json.Serialization;

namespace ChargerFirmware.Station.Maintenance;

/// <summary>Diagnostics that are asked for and have not arrived.</summary>
/// <param name="FileName">The name that was promised.</param>
/// <param name="Failures">Failed attempts.</param>
internal sealed record DiagnosticsRow(DiagnosticsRequest Request, string FileName, int Failures);

[JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(DiagnosticsRow))]
internal sealed partial class DiagnosticsJson : JsonSerializerContext;
