namespace Stateless.Reflection;

/// <summary>The states that a dynamic transition may lead to.</summary>
public class DynamicStateInfos : List<DynamicStateInfo>
{
    public void Add(string destinationState, string criterion) => Add(new DynamicStateInfo(destinationState, criterion));

    public void Add<TState>(TState destinationState, string criterion) => Add(destinationState!.ToString()!, criterion);
}
