<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>Loading</source>
        <translation>正在加载</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>已隐藏</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>环境变量</translation>
    </message>
    <message>
        <source>Target stage</source>
        <translation>目标阶段</translation>
    </message>
    <message>
        <source>All of them.</source>
        <translation>全部阶段。</translation>
    </message>
    <message>
        <source>The Engine&apos;s own.</source>
        <translation>引擎自身的平台。</translation>
    </message>
    <message>
        <source>That of any container.</source>
        <translation>与普通容器相同。</translation>
    </message>
    <message>
        <source>As much as there is.</source>
        <translation>不限制。</translation>
    </message>
    <message>
        <source>Without the cache</source>
        <translation>不使用缓存</translation>
    </message>
    <message>
        <source>Every step runs anew.</source>
        <translation>每一步都重新运行。</translation>
    </message>
    <message>
        <source>Look for newer images to begin with.</source>
        <translation>查找更新的基础镜像。</translation>
    </message>
    <message>
        <source>Build arguments</source>
        <translation>构建参数</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>标签（label）</translation>
    </message>
    <message>
        <source>No stage of the Dockerfile is called so.</source>
        <translation>Dockerfile 中没有这个名称的阶段。</translation>
    </message>
    <message>
        <source>A size, such as 512m or 2g.</source>
        <translation>一个大小，例如 512m 或 2g。</translation>
    </message>
    <message>
        <source>Used by</source>
        <translation>使用者</translation>
    </message>
    <message>
        <source>unused</source>
        <translation>未使用</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>已创建</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>{state} since about {moment}</source>
        <translation>大约自 {moment} 起{state}</translation>
    </message>
    <message>
        <source>{state} since {moment}</source>
        <translation>自 {moment} 起{state}</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Container</source>
        <translation>容器</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>卷</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Export activity as script…</source>
        <translation>将活动导出为脚本…</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>设置…</translation>
    </message>
    <message>
        <source>Language, theme, Engine places, terminals, logs, keys</source>
        <translation>语言、主题、引擎位置、终端、日志、快捷键</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Copy name</source>
        <translation>复制名称</translation>
    </message>
    <message>
        <source>Copy ID</source>
        <translation>复制 ID</translation>
    </message>
    <message>
        <source>Run or pull what was copied…</source>
        <translation>运行或拉取已复制的内容…</translation>
    </message>
    <message>
        <source>A docker run line; in the images&apos; tree also the name of an image</source>
        <translation>一行 docker run 命令；在镜像列表中也可以是镜像名称</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>命令面板</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>其他</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) came too fast to be kept</source>
        <translation>
            <numerusform>有 %n 个事件来得太快，未能保留</numerusform>
        </translation>
    </message>
    <message>
        <source>Disk usage</source>
        <translation>磁盘占用</translation>
    </message>
    <message>
        <source>Volumes</source>
        <translation>卷</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>活动</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>List everything again. The lists follow the Engine by themselves.</source>
        <translation>重新获取全部列表。列表平时会自动跟随引擎更新。</translation>
    </message>
    <message>
        <source>Theme of the system</source>
        <translation>跟随系统主题</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>浅色主题</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>深色主题</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>启动</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>重启</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Unpause</source>
        <translation>取消暂停</translation>
    </message>
    <message>
        <source>Kill…</source>
        <translation>强制终止…</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>Prune…</source>
        <translation>清理…</translation>
    </message>
    <message>
        <source>See what nothing uses, and choose what goes</source>
        <translation>查看未被使用的内容，并选择要删除的部分</translation>
    </message>
    <message>
        <source>A shell in it</source>
        <translation>在其中打开 shell</translation>
    </message>
    <message>
        <source>Terminal with…</source>
        <translation>自定义终端…</translation>
    </message>
    <message>
        <source>Choose the command, the user, the directory</source>
        <translation>选择命令、用户和目录</translation>
    </message>
    <message>
        <source>Attach</source>
        <translation>附加</translation>
    </message>
    <message>
        <source>Talk with its main program</source>
        <translation>与其主程序交互</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>What it has written; of several containers merged</source>
        <translation>容器的输出；多个容器时合并显示</translation>
    </message>
    <message>
        <source>Update…</source>
        <translation>更新…</translation>
    </message>
    <message>
        <source>Change limits and the restart policy, also while it runs</source>
        <translation>更改限制和重启策略，运行时也可以</translation>
    </message>
    <message>
        <source>Open port</source>
        <translation>打开端口</translation>
    </message>
    <message>
        <source>Open a published port in the browser</source>
        <translation>在浏览器中打开已发布的端口</translation>
    </message>
    <message>
        <source>Pull…</source>
        <translation>拉取…</translation>
    </message>
    <message>
        <source>Commit…</source>
        <translation>提交…</translation>
    </message>
    <message>
        <source>Make an image of its files as they are now</source>
        <translation>用容器当前的文件制作镜像</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Write its files to a tar archive</source>
        <translation>将容器的文件写入 tar 归档</translation>
    </message>
    <message>
        <source>Load…</source>
        <translation>载入…</translation>
    </message>
    <message>
        <source>Take in the images of archives that docker save wrote</source>
        <translation>载入 docker save 所写归档中的镜像</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Make an image of the files in an archive, here or on the network</source>
        <translation>用归档中的文件制作镜像，归档可在本机或网络上</translation>
    </message>
    <message>
        <source>Untag…</source>
        <translation>移除标签…</translation>
    </message>
    <message>
        <source>Take names away from an image that keeps another one</source>
        <translation>移除镜像的部分名称，保留其他名称</translation>
    </message>
    <message>
        <source>Write it to a tar archive; several to one</source>
        <translation>写入 tar 归档；多个镜像写入同一个归档</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>The layers, what made each, and the files in it</source>
        <translation>各层、产生它的指令以及其中的文件</translation>
    </message>
    <message>
        <source>Pack starter image</source>
        <translation>打包入门镜像</translation>
    </message>
    <message>
        <source>Make a tiny image from this machine&apos;s busybox, without any network</source>
        <translation>用本机的 busybox 制作一个极小的镜像，无需网络</translation>
    </message>
    <message>
        <source>Pull again</source>
        <translation>重新拉取</translation>
    </message>
    <message>
        <source>See whether its registry has a newer one</source>
        <translation>查看其仓库服务器是否有更新的镜像</translation>
    </message>
    <message>
        <source>Push…</source>
        <translation>推送…</translation>
    </message>
    <message>
        <source>To the registry that its name tells</source>
        <translation>推送到其名称所指的仓库服务器</translation>
    </message>
    <message>
        <source>Search…</source>
        <translation>搜索…</translation>
    </message>
    <message>
        <source>Find images in registries</source>
        <translation>在仓库服务器中查找镜像</translation>
    </message>
    <message>
        <source>Tag…</source>
        <translation>添加标签…</translation>
    </message>
    <message>
        <source>Copy reference</source>
        <translation>复制镜像引用</translation>
    </message>
    <message>
        <source>Create network…</source>
        <translation>创建网络…</translation>
    </message>
    <message>
        <source>Create volume…</source>
        <translation>创建卷…</translation>
    </message>
    <message>
        <source>Measure sizes</source>
        <translation>统计大小</translation>
    </message>
    <message>
        <source>Ask the Engine how much each volume holds; it reads the whole disk</source>
        <translation>向引擎查询每个卷占用的空间；引擎会读取整个磁盘</translation>
    </message>
    <message>
        <source>Reconnect</source>
        <translation>重新连接</translation>
    </message>
    <message>
        <source>Sign in to a registry…</source>
        <translation>登录仓库服务器…</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>检视</translation>
    </message>
    <message>
        <source>Tour of the window</source>
        <translation>窗口导览</translation>
    </message>
    <message>
        <source>What is where, in a few steps</source>
        <translation>用几步介绍各部分的位置</translation>
    </message>
    <message>
        <source>About Portside</source>
        <translation>关于 Portside</translation>
    </message>
    <message>
        <source>Healthy</source>
        <translation>健康</translation>
    </message>
    <message>
        <source>Unhealthy</source>
        <translation>不健康</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>启动中</translation>
    </message>
    <message numerus="yes">
        <source>Its health check has failed %n time(s).</source>
        <translation>
            <numerusform>健康检查已失败 %n 次。</numerusform>
        </translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Exit code</source>
        <translation>退出码</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>启动时间</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>结束时间</translation>
    </message>
    <message>
        <source>Created</source>
        <comment>time</comment>
        <translation>创建时间</translation>
    </message>
    <message>
        <source>Restart policy</source>
        <translation>重启策略</translation>
    </message>
    <message>
        <source>Restarts</source>
        <translation>重启次数</translation>
    </message>
    <message>
        <source>When it ends</source>
        <translation>结束后</translation>
    </message>
    <message>
        <source>it is removed (--rm)</source>
        <translation>自动删除（--rm）</translation>
    </message>
    <message>
        <source>Memory limit</source>
        <translation>内存上限</translation>
    </message>
    <message>
        <source>CPU limit</source>
        <translation>CPU 上限</translation>
    </message>
    <message>
        <source>Process id</source>
        <translation>进程 ID</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>cached</source>
        <translation>已缓存</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Stage {name}</source>
        <translation>阶段 {name}</translation>
    </message>
    <message>
        <source>Before the stages</source>
        <translation>各阶段之前</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>not begun</source>
        <translation>未开始</translation>
    </message>
    <message>
        <source>Image id</source>
        <translation>镜像 ID</translation>
    </message>
    <message>
        <source>Entrypoint</source>
        <translation>入口点</translation>
    </message>
    <message>
        <source>Working folder</source>
        <translation>工作目录</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Hostname</source>
        <translation>主机名</translation>
    </message>
    <message>
        <source>open to the network</source>
        <translation>对网络开放</translation>
    </message>
    <message>
        <source>when it runs</source>
        <translation>运行时</translation>
    </message>
    <message>
        <source>Terminal</source>
        <translation>终端</translation>
    </message>
    <message>
        <source>Compose project</source>
        <translation>Compose 项目</translation>
    </message>
    <message>
        <source>Compose service</source>
        <translation>Compose 服务</translation>
    </message>
    <message>
        <source>Container id</source>
        <translation>容器 ID</translation>
    </message>
    <message>
        <source>Image and command</source>
        <translation>镜像与命令</translation>
    </message>
    <message>
        <source>not published</source>
        <translation>未发布</translation>
    </message>
    <message>
        <source>Ports</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Failures in a row</source>
        <translation>连续失败次数</translation>
    </message>
    <message>
        <source>Last check</source>
        <translation>上次检查</translation>
    </message>
    <message>
        <source>Last output</source>
        <translation>上次输出</translation>
    </message>
    <message>
        <source>Health check</source>
        <translation>健康检查</translation>
    </message>
    <message>
        <source>gateway {address}</source>
        <translation>网关 {address}</translation>
    </message>
    <message>
        <source>MAC {address}</source>
        <translation>MAC {address}</translation>
    </message>
    <message>
        <source>also called {names}</source>
        <translation>别名 {names}</translation>
    </message>
    <message>
        <source>no address while it does not run</source>
        <translation>未运行，没有地址</translation>
    </message>
    <message>
        <source>folder of the machine</source>
        <translation>主机目录</translation>
    </message>
    <message>
        <source>memory (tmpfs)</source>
        <translation>内存（tmpfs）</translation>
    </message>
    <message>
        <source>volume</source>
        <translation>卷</translation>
    </message>
    <message>
        <source>read only</source>
        <translation>只读</translation>
    </message>
    <message>
        <source>read and write</source>
        <translation>读写</translation>
    </message>
    <message>
        <source>Mounts</source>
        <translation>挂载</translation>
    </message>
    <message>
        <source>Privileged</source>
        <translation>特权模式</translation>
    </message>
    <message>
        <source>equal to root on the machine</source>
        <translation>等同于主机的 root</translation>
    </message>
    <message>
        <source>Shares with the machine</source>
        <translation>与主机共享</translation>
    </message>
    <message>
        <source>Capability</source>
        <translation>权能</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Security option</source>
        <translation>安全选项</translation>
    </message>
    <message>
        <source>Access to the machine</source>
        <translation>对主机的访问</translation>
    </message>
    <message>
        <source>Networks</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Repository and tags</source>
        <translation>仓库和标签</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>added</source>
        <translation>已添加</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>已更改</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>已删除</translation>
    </message>
    <message>
        <source>file</source>
        <translation>文件</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n item(s)</source>
        <translation>
            <numerusform>删除 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n item(s) from {place}?</source>
        <translation>
            <numerusform>从 {place} 删除 %n 项？</numerusform>
        </translation>
    </message>
    <message>
        <source>They are gone at once, and can&apos;t be brought back.</source>
        <translation>它们会立即消失，且无法恢复。</translation>
    </message>
    <message>
        <source>What is deleted</source>
        <translation>将被删除的内容</translation>
    </message>
    <message>
        <source>folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>With everything in it.</source>
        <translation>连同其中的所有内容。</translation>
    </message>
    <message>
        <source>symbolic link</source>
        <translation>符号链接</translation>
    </message>
    <message>
        <source>What it leads to stays.</source>
        <translation>它所指的内容会保留。</translation>
    </message>
    <message>
        <source>pipe</source>
        <translation>管道</translation>
    </message>
    <message>
        <source>socket</source>
        <translation>套接字</translation>
    </message>
    <message>
        <source>character device</source>
        <translation>字符设备</translation>
    </message>
    <message>
        <source>block device</source>
        <translation>块设备</translation>
    </message>
    <message>
        <source>something else</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>bind</source>
        <translation>绑定</translation>
    </message>
    <message>
        <source>tmpfs</source>
        <translation>tmpfs</translation>
    </message>
    <message>
        <source>mount</source>
        <translation>挂载</translation>
    </message>
    <message>
        <source>{count} bytes</source>
        <translation>{count} 字节</translation>
    </message>
    <message>
        <source>Nothing is there, or it was not looked at</source>
        <translation>目标不存在，或未查看</translation>
    </message>
    <message>
        <source>{mount}, read-only</source>
        <translation>{mount}，只读</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between what is said of a file</comment>
        <translation>，</translation>
    </message>
    <message>
        <source>Also known as</source>
        <translation>别名</translation>
    </message>
    <message>
        <source>none: it dangles</source>
        <translation>无（悬空）</translation>
    </message>
    <message>
        <source>Digest</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>平台</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层数</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>作者</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Exposed ports</source>
        <translation>暴露的端口</translation>
    </message>
    <message>
        <source>Stop signal</source>
        <translation>停止信号</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>A container of it starts with</source>
        <translation>由它创建的容器启动时</translation>
    </message>
    <message>
        <source>No container uses this image.</source>
        <translation>没有容器使用此镜像。</translation>
    </message>
    <message>
        <source>Driver</source>
        <translation>驱动</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>Attachable</source>
        <translation>可附加</translation>
    </message>
    <message>
        <source>Network id</source>
        <translation>网络 ID</translation>
    </message>
    <message>
        <source>Subnet</source>
        <translation>子网</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>地址范围</translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Build an image</source>
        <translation>构建镜像</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>文件夹(&amp;F)</translation>
    </message>
    <message>
        <source>None: the Dockerfile is all there is.</source>
        <translation>无：只有 Dockerfile 本身。</translation>
    </message>
    <message>
        <source>&amp;Dockerfile</source>
        <translation>Dockerfile 文件(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Tags</source>
        <translation>标签(&amp;T)</translation>
    </message>
    <message>
        <source>Left empty, the image has only its ID.</source>
        <translation>留空时镜像只有 ID。</translation>
    </message>
    <message>
        <source>Choose the Dockerfile</source>
        <translation>选择 Dockerfile</translation>
    </message>
    <message>
        <source>Type the whole path.</source>
        <translation>请输入完整路径。</translation>
    </message>
    <message>
        <source>The image that is called {names} now loses the name.</source>
        <translation>现在名为 {names} 的镜像会失去该名称。</translation>
    </message>
    <message>
        <source>Choose the folder</source>
        <translation>选择文件夹</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Build</source>
        <translation>构建</translation>
    </message>
    <message>
        <source>Drop a folder or a Dockerfile to build it</source>
        <translation>拖放文件夹或 Dockerfile 即可构建</translation>
    </message>
    <message>
        <source>Only one folder or Dockerfile is built at a time.</source>
        <translation>一次只能构建一个文件夹或 Dockerfile。</translation>
    </message>
    <message>
        <source>{name} is no Dockerfile: none begins like that.</source>
        <translation>{name} 不是 Dockerfile：Dockerfile 不会这样开头。</translation>
    </message>
    <message>
        <source>Save and build</source>
        <translation>保存并构建</translation>
    </message>
    <message>
        <source>Line {line}: {said}</source>
        <translation>第 {line} 行：{said}</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Files: {size}</source>
        <translation>文件：{size}</translation>
    </message>
    <message numerus="yes">
        <source>The build will fail: %n error(s)</source>
        <translation>
            <numerusform>构建将会失败：%n 个错误</numerusform>
        </translation>
    </message>
    <message>
        <source>As it is typed below.</source>
        <translation>以下方输入的内容为准。</translation>
    </message>
    <message>
        <source>It is not there yet: type it below.</source>
        <translation>文件尚不存在：请在下方输入。</translation>
    </message>
    <message>
        <source>Changed, and not saved.</source>
        <translation>已更改，尚未保存。</translation>
    </message>
    <message>
        <source>Choose the folder to build</source>
        <translation>选择要构建的文件夹</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>No container is attached.</source>
        <translation>没有已连接的容器。</translation>
    </message>
    <message>
        <source>Attached containers</source>
        <translation>已连接的容器</translation>
    </message>
    <message>
        <source>No container mounts this volume.</source>
        <translation>没有容器挂载此卷。</translation>
    </message>
    <message>
        <source>{path} (read only)</source>
        <translation>{path}（只读）</translation>
    </message>
    <message>
        <source>Subnet, address</source>
        <translation>子网、地址</translation>
    </message>
    <message>
        <source>Gateway</source>
        <translation>网关</translation>
    </message>
    <message>
        <source>Internal</source>
        <translation>内部</translation>
    </message>
    <message>
        <source>In no network</source>
        <translation>不在任何网络中</translation>
    </message>
    <message>
        <source>internal</source>
        <translation>内部</translation>
    </message>
    <message>
        <source>network of {name}</source>
        <translation>使用 {name} 的网络</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>Containers</source>
        <translation>容器</translation>
    </message>
    <message>
        <source>Mountpoint</source>
        <translation>挂载点</translation>
    </message>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>%n 个镜像</numerusform>
        </translation>
    </message>
    <message>
        <source>{running} of {count} running</source>
        <translation>{count} 个容器，{running} 个运行中</translation>
    </message>
    <message numerus="yes">
        <source>%n image(s), {size}</source>
        <translation>
            <numerusform>%n 个镜像，{size}</numerusform>
        </translation>
    </message>
    <message>
        <source>No name (dangling)</source>
        <translation>无名称（悬空）</translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n 秒</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n 分钟</numerusform>
        </translation>
    </message>
    <message>
        <source>Less than a second</source>
        <translation>不到 1 秒</translation>
    </message>
    <message>
        <source>About a minute</source>
        <translation>约 1 分钟</translation>
    </message>
    <message>
        <source>About an hour</source>
        <translation>约 1 小时</translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n 小时</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n 天</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n week(s)</source>
        <translation>
            <numerusform>%n 周</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n month(s)</source>
        <translation>
            <numerusform>%n 个月</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n year(s)</source>
        <translation>
            <numerusform>%n 年</numerusform>
        </translation>
    </message>
    <message>
        <source>{duration} ago</source>
        <translation>{duration}前</translation>
    </message>
    <message>
        <source>Log of the health check</source>
        <translation>健康检查的日志</translation>
    </message>
    <message>
        <source>It has not run yet.</source>
        <translation>尚未运行过。</translation>
    </message>
    <message>
        <source>Run check now</source>
        <translation>立即运行检查</translation>
    </message>
    <message>
        <source>It has no health check</source>
        <translation>没有健康检查</translation>
    </message>
    <message>
        <source>HEALTHCHECK in a Dockerfile, or --health-cmd of docker run, defines a command that the Engine runs again and again to see whether the container works.</source>
        <translation>Dockerfile 中的 HEALTHCHECK 或 docker run 的 --health-cmd 定义一条命令，引擎会反复运行它，以了解容器是否正常工作。</translation>
    </message>
    <message>
        <source>Not checked</source>
        <translation>未检查</translation>
    </message>
    <message>
        <source>Not checked while it does not run</source>
        <translation>未运行时不检查</translation>
    </message>
    <message>
        <source>The Engine keeps its last 5 runs. A run here does not change its state.</source>
        <translation>引擎保留最近 5 次运行。在此运行不会改变其状态。</translation>
    </message>
    <message numerus="yes">
        <source>failed %n time(s) in a row</source>
        <translation>
            <numerusform>连续失败 %n 次</numerusform>
        </translation>
    </message>
    <message>
        <source>every {time}</source>
        <translation>每 {time}</translation>
    </message>
    <message>
        <source>at most {time}</source>
        <translation>最多 {time}</translation>
    </message>
    <message numerus="yes">
        <source>unhealthy after %n failure(s)</source>
        <translation>
            <numerusform>失败 %n 次后为不健康</numerusform>
        </translation>
    </message>
    <message>
        <source>{time} to start</source>
        <translation>启动宽限 {time}</translation>
    </message>
    <message>
        <source>as user {user}</source>
        <translation>以用户 {user} 运行</translation>
    </message>
    <message>
        <source>The rest was not kept.</source>
        <translation>其余部分未保留。</translation>
    </message>
    <message>
        <source>No output</source>
        <translation>没有输出</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} 秒</translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation>正在取消…</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent}%</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Preparing</source>
        <translation>准备中</translation>
    </message>
    <message>
        <source>Downloading</source>
        <translation>正在下载</translation>
    </message>
    <message>
        <source>Verifying</source>
        <translation>正在校验</translation>
    </message>
    <message>
        <source>Downloaded</source>
        <translation>已下载</translation>
    </message>
    <message>
        <source>Extracting</source>
        <translation>正在解压</translation>
    </message>
    <message>
        <source>Pulled</source>
        <translation>已拉取</translation>
    </message>
    <message>
        <source>Pushing</source>
        <translation>正在推送</translation>
    </message>
    <message>
        <source>Pushed</source>
        <translation>已推送</translation>
    </message>
    <message>
        <source>Already here</source>
        <translation>本地已有</translation>
    </message>
    <message>
        <source>Already there</source>
        <translation>远端已有</translation>
    </message>
    <message>
        <source>Not finished</source>
        <translation>未完成</translation>
    </message>
    <message>
        <source>Not begun</source>
        <translation>未开始</translation>
    </message>
    <message>
        <source>{size}/s</source>
        <translation>{size}/秒</translation>
    </message>
    <message numerus="yes">
        <source>Cut off; tried again in %n second(s)</source>
        <translation>
            <numerusform>连接中断；%n 秒后重试</numerusform>
        </translation>
    </message>
    <message>
        <source>{done} of about {total}</source>
        <translation>{done}（共约 {total}）</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>No data for {time}: the Engine still waits for the registry</source>
        <translation>已有 {time} 没有数据：引擎仍在等待仓库服务器</translation>
    </message>
    <message>
        <source>A secret is left out here: put it in, and uncomment the line.</source>
        <translation>此处略去了一项机密：请填入后取消该行的注释。</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Restarting</source>
        <translation>重启中</translation>
    </message>
    <message>
        <source>Removing</source>
        <translation>删除中</translation>
    </message>
    <message>
        <source>Exited</source>
        <translation>已退出</translation>
    </message>
    <message>
        <source>Dead</source>
        <translation>已失效（dead）</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>health: starting</source>
        <translation>健康检查：启动中</translation>
    </message>
    <message>
        <source>healthy</source>
        <translation>健康</translation>
    </message>
    <message>
        <source>unhealthy</source>
        <translation>不健康</translation>
    </message>
    <message>
        <source>starting…</source>
        <translation>正在启动…</translation>
    </message>
    <message>
        <source>stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>restarting…</source>
        <translation>正在重启…</translation>
    </message>
    <message>
        <source>pausing…</source>
        <translation>正在暂停…</translation>
    </message>
    <message>
        <source>unpausing…</source>
        <translation>正在取消暂停…</translation>
    </message>
    <message>
        <source>killing…</source>
        <translation>正在强制终止…</translation>
    </message>
    <message>
        <source>renaming…</source>
        <translation>正在重命名…</translation>
    </message>
    <message>
        <source>removing…</source>
        <translation>正在删除…</translation>
    </message>
    <message>
        <source>tagging…</source>
        <translation>正在添加标签…</translation>
    </message>
    <message>
        <source>untagging…</source>
        <translation>正在移除标签…</translation>
    </message>
    <message>
        <source>creating…</source>
        <translation>正在创建…</translation>
    </message>
    <message>
        <source>pulling…</source>
        <translation>正在拉取…</translation>
    </message>
    <message>
        <source>loading…</source>
        <translation>正在载入…</translation>
    </message>
    <message>
        <source>building…</source>
        <translation>正在构建…</translation>
    </message>
    <message>
        <source>pushing…</source>
        <translation>正在推送…</translation>
    </message>
    <message>
        <source>signing in…</source>
        <translation>正在登录…</translation>
    </message>
    <message>
        <source>signing out…</source>
        <translation>正在退出登录…</translation>
    </message>
    <message>
        <source>saving…</source>
        <translation>正在保存…</translation>
    </message>
    <message>
        <source>exporting…</source>
        <translation>正在导出…</translation>
    </message>
    <message>
        <source>importing…</source>
        <translation>正在导入…</translation>
    </message>
    <message>
        <source>committing…</source>
        <translation>正在提交…</translation>
    </message>
    <message>
        <source>packing…</source>
        <translation>正在打包…</translation>
    </message>
    <message>
        <source>measuring…</source>
        <translation>正在统计…</translation>
    </message>
    <message>
        <source>sending a signal…</source>
        <translation>正在发送信号…</translation>
    </message>
    <message>
        <source>updating…</source>
        <translation>正在更新…</translation>
    </message>
    <message>
        <source>saving the log…</source>
        <translation>正在保存日志…</translation>
    </message>
    <message>
        <source>checking…</source>
        <translation>正在检查…</translation>
    </message>
    <message>
        <source>copying…</source>
        <translation>正在复制…</translation>
    </message>
    <message>
        <source>making a folder…</source>
        <translation>正在新建文件夹…</translation>
    </message>
    <message>
        <source>moving…</source>
        <translation>正在移动…</translation>
    </message>
    <message>
        <source>deleting…</source>
        <translation>正在删除…</translation>
    </message>
    <message>
        <source>writing…</source>
        <translation>正在写入…</translation>
    </message>
    <message>
        <source>downloading…</source>
        <translation>正在下载…</translation>
    </message>
    <message>
        <source>testing…</source>
        <translation>正在测试…</translation>
    </message>
    <message>
        <source>setting up SSH…</source>
        <translation>正在设置 SSH…</translation>
    </message>
    <message>
        <source>installing OpenSSH…</source>
        <translation>正在安装 OpenSSH…</translation>
    </message>
    <message>
        <source>taking keys out…</source>
        <translation>正在移除密钥…</translation>
    </message>
    <message>
        <source>connecting…</source>
        <translation>正在连接…</translation>
    </message>
    <message>
        <source>disconnecting…</source>
        <translation>正在断开…</translation>
    </message>
    <message>
        <source>initialising a Swarm…</source>
        <translation>正在初始化 Swarm…</translation>
    </message>
    <message>
        <source>joining the Swarm…</source>
        <translation>正在加入 Swarm…</translation>
    </message>
    <message>
        <source>leaving the Swarm…</source>
        <translation>正在离开 Swarm…</translation>
    </message>
    <message>
        <source>Removal In Progress</source>
        <translation>正在删除</translation>
    </message>
    <message>
        <source>Exited ({code}) {span} ago</source>
        <translation>{span}前退出（{code}）</translation>
    </message>
    <message>
        <source>Restarting ({code}) {span} ago</source>
        <translation>{span}前开始重启（{code}）</translation>
    </message>
    <message>
        <source>Up {span}</source>
        <translation>已运行 {span}</translation>
    </message>
    <message>
        <source>{status} (Paused)</source>
        <translation>{status}（已暂停）</translation>
    </message>
    <message>
        <source>{status} ({health})</source>
        <translation>{status}（{health}）</translation>
    </message>
    <message>
        <source>no address of its own</source>
        <translation>没有自己的地址</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the names of a list</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>private Engine</source>
        <translation>私有引擎</translation>
    </message>
    <message>
        <source>{name} ({url})</source>
        <translation>{name} ({url})</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>引擎</translation>
    </message>
    <message>
        <source>{product} {version}</source>
        <translation>{product} {version}</translation>
    </message>
    <message>
        <source>Looking for an Engine…</source>
        <translation>正在查找引擎…</translation>
    </message>
    <message>
        <source>Connection lost: last known state</source>
        <translation>连接已断开：显示最后已知的状态</translation>
    </message>
    <message>
        <source>No Engine</source>
        <translation>无引擎</translation>
    </message>
    <message>
        <source>{engine}, answers slowly</source>
        <translation>{engine}，应答缓慢</translation>
    </message>
    <message>
        <source>{total}, {running} running</source>
        <translation>{total}，{running} 个运行中</translation>
    </message>
    <message>
        <source>Filter lines</source>
        <translation>筛选行</translation>
    </message>
    <message>
        <source>Lines around each match</source>
        <translation>每个匹配前后的行数</translation>
    </message>
    <message>
        <source>Levels</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>All levels</source>
        <translation>所有级别</translation>
    </message>
    <message>
        <source>Warnings and worse</source>
        <translation>警告及更严重</translation>
    </message>
    <message>
        <source>Errors only</source>
        <translation>仅错误</translation>
    </message>
    <message numerus="yes">
        <source>%n level(s)</source>
        <translation>
            <numerusform>%n 个级别</numerusform>
        </translation>
    </message>
    <message>
        <source>Only containers can be dropped here.</source>
        <translation>这里只能拖放容器。</translation>
    </message>
    <message>
        <source>No Engine answers: nothing can be connected now.</source>
        <translation>没有引擎应答：现在无法连接。</translation>
    </message>
    <message>
        <source>Drop containers on the network that they are to enter.</source>
        <translation>请将容器拖到要加入的网络上。</translation>
    </message>
    <message numerus="yes">
        <source>%n container(s)</source>
        <translation>
            <numerusform>%n 个容器</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n network(s)</source>
        <translation>
            <numerusform>%n 个网络</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n volume(s)</source>
        <translation>
            <numerusform>%n 个卷</numerusform>
        </translation>
    </message>
    <message>
        <source>Command line</source>
        <translation>命令行</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the command line</source>
        <translation>复制命令行</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message numerus="yes">
        <source>{sentence} %n other(s) (was|were) skipped, too.</source>
        <translation>
            <numerusform>{sentence}另有 %n 个也已跳过。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{sentence} %n other(s) failed, too.</source>
        <translation>
            <numerusform>{sentence}另有 %n 个也失败了。</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancelled: what it had done already stays done.</source>
        <translation>已取消：此前已完成的部分不会撤销。</translation>
    </message>
    <message>
        <source>Show or hide all operations</source>
        <translation>显示或隐藏全部操作</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>What you do appears here, with its docker command line.</source>
        <translation>您的操作会显示在这里，并附上对应的 docker 命令行。</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>以及另外 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>Started {moment}</source>
        <translation>开始于 {moment}</translation>
    </message>
    <message>
        <source>Nothing was done yet</source>
        <translation>还没有任何操作</translation>
    </message>
    <message>
        <source>Each command appears here with its docker line.</source>
        <translation>每条命令都会连同对应的 docker 命令行显示在这里。</translation>
    </message>
    <message>
        <source>Clear finished</source>
        <translation>清除已结束</translation>
    </message>
    <message>
        <source>Export as script…</source>
        <translation>导出为脚本…</translation>
    </message>
    <message>
        <source>All commands of this record, as a shell script</source>
        <translation>将这里的全部命令导出为 shell 脚本</translation>
    </message>
    <message>
        <source>{step}?</source>
        <translation>{step}？</translation>
    </message>
    <message>
        <source>This is done to:</source>
        <translation>涉及的对象：</translation>
    </message>
    <message>
        <source>Export activity as script</source>
        <translation>将活动导出为脚本</translation>
    </message>
    <message>
        <source>Shell scripts ({pattern})</source>
        <translation>Shell 脚本 ({pattern})</translation>
    </message>
    <message>
        <source>Cannot write the script {path}: {why}. Choose another folder.</source>
        <translation>无法写入脚本 {path}：{why}。请选择其他文件夹。</translation>
    </message>
    <message>
        <source>The script was written to {path}.</source>
        <translation>脚本已写入 {path}。</translation>
    </message>
    <message>
        <source>Show disk usage</source>
        <translation>查看磁盘占用</translation>
    </message>
    <message>
        <source>Change and try again…</source>
        <translation>修改后重试…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Sign in…</source>
        <translation>登录…</translation>
    </message>
    <message>
        <source>Remove by force</source>
        <translation>强制删除</translation>
    </message>
    <message>
        <source>Stop and remove</source>
        <translation>停止并删除</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Stop {name} and try again</source>
        <translation>停止 {name} 后重试</translation>
    </message>
    <message>
        <source>Disconnect {name} and remove</source>
        <translation>断开 {name} 后删除</translation>
    </message>
    <message numerus="yes">
        <source>Disconnect %n container(s) and remove</source>
        <translation>
            <numerusform>断开 %n 个容器后删除</numerusform>
        </translation>
    </message>
    <message>
        <source>Stop {name} and remove</source>
        <translation>停止 {name} 后删除</translation>
    </message>
    <message numerus="yes">
        <source>Stop %n container(s) and remove</source>
        <translation>
            <numerusform>停止 %n 个容器后删除</numerusform>
        </translation>
    </message>
    <message>
        <source>Let the Engine choose the subnet</source>
        <translation>由引擎选择子网</translation>
    </message>
    <message>
        <source>Let the Engine choose the address</source>
        <translation>由引擎选择地址</translation>
    </message>
    <message>
        <source>Connect without aliases</source>
        <translation>不带别名连接</translation>
    </message>
    <message>
        <source>Disconnect from {name} and try again</source>
        <translation>从 {name} 断开并重试</translation>
    </message>
    <message>
        <source>Take only the name</source>
        <translation>仅移除名称</translation>
    </message>
    <message numerus="yes">
        <source>Remove %n image name(s) and try again</source>
        <translation>
            <numerusform>删除 %n 个镜像名称后重试</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove {name} and try again</source>
        <translation>删除 {name} 后重试</translation>
    </message>
    <message numerus="yes">
        <source>Remove %n container(s) and try again</source>
        <translation>
            <numerusform>删除 %n 个容器后重试</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stop %n container(s) and try again</source>
        <translation>
            <numerusform>停止 %n 个容器后重试</numerusform>
        </translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Search in what is shown</source>
        <translation>在显示内容中搜索</translation>
    </message>
    <message>
        <source>End the search</source>
        <translation>结束搜索</translation>
    </message>
    <message>
        <source>This pattern takes too long; the rest is not searched.</source>
        <translation>此模式耗时过长，其余内容未搜索。</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>正在搜索…</translation>
    </message>
    <message numerus="yes">
        <source>{number} matching line(s)</source>
        <translation>
            <numerusform>{number} 行匹配</numerusform>
        </translation>
    </message>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>要执行的操作</translation>
    </message>
    <message>
        <source>A name, a port, or what to do</source>
        <translation>名称、端口或操作</translation>
    </message>
    <message>
        <source>Nothing matches “{query}”</source>
        <translation>没有与“{query}”匹配的内容</translation>
    </message>
    <message>
        <source>Search by a name, an image, a port, or what to do.</source>
        <translation>可按名称、镜像、端口或要执行的操作搜索。</translation>
    </message>
    <message>
        <source>Nothing can be done to it now</source>
        <translation>现在没有可对它执行的操作</translation>
    </message>
    <message>
        <source>What can be done depends on its state, and on the connection to the Engine.</source>
        <translation>可执行的操作取决于它的状态以及与引擎的连接。</translation>
    </message>
    <message>
        <source>↑↓ choose</source>
        <translation>↑↓ 选择</translation>
    </message>
    <message>
        <source>↵ run</source>
        <translation>↵ 执行</translation>
    </message>
    <message>
        <source>⌫ back</source>
        <translation>⌫ 返回</translation>
    </message>
    <message>
        <source>↵ show</source>
        <translation>↵ 查看</translation>
    </message>
    <message>
        <source>⇥ what can be done</source>
        <translation>⇥ 可用操作</translation>
    </message>
    <message>
        <source>Esc close</source>
        <translation>Esc 关闭</translation>
    </message>
    <message>
        <source>Something went wrong: {problem}</source>
        <translation>出错了：{problem}</translation>
    </message>
    <message>
        <source>This already runs on {name}.</source>
        <translation>{name} 上已在执行此操作。</translation>
    </message>
    <message>
        <source>This machine has no statically linked busybox to pack.</source>
        <translation>本机没有可供打包的静态链接 busybox。</translation>
    </message>
    <message>
        <source>Open in the browser</source>
        <translation>在浏览器中打开</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>转到</translation>
    </message>
    <message>
        <source>Copy name and value</source>
        <translation>复制名称和值</translation>
    </message>
    <message>
        <source>Hide all</source>
        <translation>全部隐藏</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>全部显示</translation>
    </message>
    <message>
        <source>Hide value</source>
        <translation>隐藏值</translation>
    </message>
    <message>
        <source>Show value</source>
        <translation>显示值</translation>
    </message>
    <message>
        <source>Copy hidden value</source>
        <translation>复制隐藏的值</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>已删除</translation>
    </message>
    <message>
        <source>{kind} {name}: {state}</source>
        <translation>{kind} {name}：{state}</translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation>上一个匹配项</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>下一个匹配项</translation>
    </message>
    <message>
        <source>Show secrets</source>
        <translation>显示机密</translation>
    </message>
    <message>
        <source>Copy all as JSON</source>
        <translation>全部复制为 JSON</translation>
    </message>
    <message>
        <source>Loading {what}</source>
        <translation>正在加载{what}</translation>
    </message>
    <message>
        <source>Hide secrets</source>
        <translation>隐藏机密</translation>
    </message>
    <message>
        <source>No match</source>
        <translation>无匹配项</translation>
    </message>
    <message numerus="yes">
        <source>%n match(|es)</source>
        <translation>
            <numerusform>%n 个匹配项</numerusform>
        </translation>
    </message>
    <message>
        <source>{number} of {total}</source>
        <translation>{number}/{total}</translation>
    </message>
    <message>
        <source>Find a key or a value</source>
        <translation>查找键或值</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>键</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message numerus="yes">
        <source>%n key(s)</source>
        <translation>
            <numerusform>%n 个键</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>null</source>
        <translation>空值</translation>
    </message>
    <message>
        <source>boolean</source>
        <translation>布尔值</translation>
    </message>
    <message>
        <source>number</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>string</source>
        <translation>字符串</translation>
    </message>
    <message>
        <source>array</source>
        <translation>数组</translation>
    </message>
    <message>
        <source>object</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation>复制值</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>复制路径</translation>
    </message>
    <message>
        <source>Copy as JSON</source>
        <translation>复制为 JSON</translation>
    </message>
    <message>
        <source>Expand all below</source>
        <translation>展开全部下级</translation>
    </message>
    <message>
        <source>Collapse all</source>
        <translation>全部折叠</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>概览</translation>
    </message>
    <message>
        <source>Nothing is selected</source>
        <translation>未选择任何内容</translation>
    </message>
    <message>
        <source>Select a row above to see what is known of it.</source>
        <translation>在上方选择一行，即可查看其详情。</translation>
    </message>
    <message>
        <source>This is the last known state: no Engine answers.</source>
        <translation>没有引擎应答，显示的是最后已知的状态。</translation>
    </message>
    <message>
        <source>This is the last known state, from {when}: no Engine answers.</source>
        <translation>没有引擎应答，显示的是 {when} 的最后已知状态。</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>{name} is shown now.</source>
        <translation>现在显示的是 {name}。</translation>
    </message>
    <message>
        <source>It was created, and has never been started.</source>
        <translation>已创建，从未启动过。</translation>
    </message>
    <message>
        <source>It could not be started</source>
        <translation>无法启动</translation>
    </message>
    <message>
        <source>The command was not found</source>
        <translation>找不到命令</translation>
    </message>
    <message>
        <source>The command can&apos;t be executed</source>
        <translation>无法执行命令</translation>
    </message>
    <message>
        <source>Ended by {signal}, which Docker did not send (exit code {code}){when}.</source>
        <translation>{when}被 {signal} 终止，该信号不是由 Docker 发出的（退出码 {code}）。</translation>
    </message>
    <message>
        <source>It went down with the Engine, or lost it (exit code {code}){when}.</source>
        <translation>{when}随引擎一起停止，或与引擎失去了联系（退出码 {code}）。</translation>
    </message>
    <message>
        <source>Finished by itself with exit code 0{when}.</source>
        <translation>{when}自行结束，退出码为 0。</translation>
    </message>
    <message>
        <source>Failed: its command ended with exit code {code}{when}. The log may say why.</source>
        <translation>{when}运行失败：命令以退出码 {code} 结束。原因可查看日志。</translation>
    </message>
    <message>
        <source>Ended by {signal} (exit code {code}){when}. The Engine does not remember who sent it.</source>
        <translation>{when}被 {signal} 终止（退出码 {code}）。引擎没有记录信号由谁发出。</translation>
    </message>
    <message>
        <source>Ended with exit code 0{when}.</source>
        <translation>{when}结束，退出码为 0。</translation>
    </message>
    <message>
        <source>Ended with exit code {code}{when}. The log may say why.</source>
        <translation>{when}结束，退出码为 {code}。原因可查看日志。</translation>
    </message>
    <message numerus="yes">
        <source>It keeps restarting: it last ended with exit code {code}{when}, and was restarted %n time(s). The log may say why.</source>
        <translation>
            <numerusform>正在反复重启：{when}以退出码 {code} 结束，已重启 %n 次。原因可查看日志。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, {ago}</source>
        <comment>the end of a sentence: &apos;, 3 minutes ago&apos;</comment>
        <translation>
            <numerusform>{ago}</numerusform>
        </translation>
    </message>
    <message>
        <source>{text} (exit code {code}).</source>
        <translation>{text}（退出码 {code}）。</translation>
    </message>
    <message>
        <source>{text}: {detail}</source>
        <translation>{text}：{detail}</translation>
    </message>
    <message>
        <source>Killed: out of memory (limit {limit}){when}. Give it more memory, or look for a leak.</source>
        <translation>{when}因内存不足被强制终止（上限 {limit}）。请提高内存上限，或排查内存泄漏。</translation>
    </message>
    <message>
        <source>Killed: the machine ran out of memory{when}. Free some, or give it a limit.</source>
        <translation>{when}因主机内存耗尽被强制终止。请释放内存，或为它设置内存上限。</translation>
    </message>
    <message>
        <source>Stopped by docker stop, and ended well{when}.</source>
        <translation>{when}由 docker stop 停止，正常结束。</translation>
    </message>
    <message>
        <source>Stopped by docker stop: it ended on {signal} (exit code {code}){when}.</source>
        <translation>{when}由 docker stop 停止：收到 {signal} 后结束（退出码 {code}）。</translation>
    </message>
    <message>
        <source>Stopped by docker stop: it did not end within {seconds} s after {signal} and was killed (exit code {code}){when}.</source>
        <translation>{when}由 docker stop 停止：收到 {signal} 后 {seconds} 秒内没有结束，被强制终止（退出码 {code}）。</translation>
    </message>
    <message>
        <source>Killed by docker kill with {signal} (exit code {code}){when}.</source>
        <translation>{when}由 docker kill 以 {signal} 强制终止（退出码 {code}）。</translation>
    </message>
    <message>
        <source>Container {name} was removed.</source>
        <translation>容器 {name} 已被删除。</translation>
    </message>
    <message>
        <source>Image {name} was removed.</source>
        <translation>镜像 {name} 已被删除。</translation>
    </message>
    <message>
        <source>Network {name} was removed.</source>
        <translation>网络 {name} 已被删除。</translation>
    </message>
    <message>
        <source>Volume {name} was removed.</source>
        <translation>卷 {name} 已被删除。</translation>
    </message>
    <message>
        <source>Container {name} is busy: copying. The Engine tells more of it when that has ended.</source>
        <translation>容器 {name} 正忙：正在复制文件。复制结束后引擎才会提供更多信息。</translation>
    </message>
    <message>
        <source>Cannot inspect container {name}: {why}</source>
        <translation>无法检视容器 {name}：{why}</translation>
    </message>
    <message>
        <source>Cannot inspect image {name}: {why}</source>
        <translation>无法检视镜像 {name}：{why}</translation>
    </message>
    <message>
        <source>Cannot inspect network {name}: {why}</source>
        <translation>无法检视网络 {name}：{why}</translation>
    </message>
    <message>
        <source>Cannot inspect volume {name}: {why}</source>
        <translation>无法检视卷 {name}：{why}</translation>
    </message>
    <message>
        <source>the Engine did not answer in time. It may be busy.</source>
        <translation>引擎没有及时应答，可能正忙。</translation>
    </message>
    <message>
        <source>the connection to the Engine was lost.</source>
        <translation>与引擎的连接已断开。</translation>
    </message>
    <message>
        <source>the Engine can&apos;t be reached.</source>
        <translation>无法连接到引擎。</translation>
    </message>
    <message>
        <source>the Engine&apos;s answer makes no sense.</source>
        <translation>引擎的应答无法理解。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close {title}</source>
        <translation>关闭 {title}</translation>
    </message>
    <message>
        <source>Name of the tab</source>
        <translation>标签页名称</translation>
    </message>
    <message>
        <source>Ends at once; the process can&apos;t catch it</source>
        <translation>立即结束；进程无法捕获</translation>
    </message>
    <message>
        <source>Asks to end, as docker stop does first</source>
        <translation>请求结束，docker stop 会先发送它</translation>
    </message>
    <message>
        <source>Interrupts, as Ctrl+C does</source>
        <translation>中断，等同于 Ctrl+C</translation>
    </message>
    <message>
        <source>Ends with a core dump, or gracefully</source>
        <translation>结束并生成核心转储，或平稳退出</translation>
    </message>
    <message>
        <source>Hangs up; many servers read their settings again</source>
        <translation>挂起；许多服务器会重新读取配置</translation>
    </message>
    <message>
        <source>Means what the program made of it</source>
        <translation>含义由程序自定</translation>
    </message>
    <message>
        <source>Halts until CONT; can&apos;t be caught</source>
        <translation>暂停，直到收到 CONT；无法捕获</translation>
    </message>
    <message>
        <source>Lets a halted process go on</source>
        <translation>让已暂停的进程继续运行</translation>
    </message>
    <message>
        <source>The window&apos;s size changed; Apache ends gracefully</source>
        <translation>窗口大小改变；Apache 会平稳退出</translation>
    </message>
    <message numerus="yes">
        <source>Kill container(s)</source>
        <translation>
            <numerusform>强制终止容器</numerusform>
        </translation>
    </message>
    <message>
        <source>Kill</source>
        <translation>强制终止</translation>
    </message>
    <message>
        <source>&amp;Signal</source>
        <translation>信号(&amp;S)</translation>
    </message>
    <message>
        <source>Container {name} does not run any more.</source>
        <translation>容器 {name} 已不在运行。</translation>
    </message>
    <message>
        <source>None of them runs any more.</source>
        <translation>它们都已不在运行。</translation>
    </message>
    <message>
        <source>Kill container {name}</source>
        <translation>强制终止容器 {name}</translation>
    </message>
    <message numerus="yes">
        <source>Kill %n container(s)</source>
        <translation>
            <numerusform>强制终止 %n 个容器</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them (does|do) not run any more, and (is|are) left out.</source>
        <translation>
            <numerusform>其中 %n 个已不在运行，不包括在内。</numerusform>
        </translation>
    </message>
    <message>
        <source>A signal&apos;s name, or its number.</source>
        <translation>信号的名称或编号。</translation>
    </message>
    <message>
        <source>There is no signal of this name.</source>
        <translation>没有这个名称的信号。</translation>
    </message>
    <message>
        <source>Signals have numbers from 1 to 64, without 32 and 33.</source>
        <translation>信号编号为 1 到 64，不含 32 和 33。</translation>
    </message>
    <message>
        <source>Load images</source>
        <translation>载入镜像</translation>
    </message>
    <message>
        <source>Image archives ({patterns})</source>
        <translation>镜像归档 ({patterns})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>载入</translation>
    </message>
    <message>
        <source>It is gone already.</source>
        <translation>已经不存在。</translation>
    </message>
    <message>
        <source>It is being removed already.</source>
        <translation>已在删除中。</translation>
    </message>
    <message>
        <source>It is killed first.</source>
        <translation>会先强制终止。</translation>
    </message>
    <message numerus="yes">
        <source>Anonymous volume(s) {names} (stays|stay), and nothing uses (it|them) then.</source>
        <translation>
            <numerusform>匿名卷 {names} 会保留，但之后不再有容器使用。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Volume(s) {names} (stays|stay).</source>
        <translation>
            <numerusform>卷 {names} 会保留。</numerusform>
        </translation>
    </message>
    <message>
        <source>It is paused: the Engine refuses. Stop it first, or tick Force.</source>
        <translation>已暂停，引擎会拒绝删除。请先停止，或勾选“强制”。</translation>
    </message>
    <message>
        <source>It is restarting: the Engine refuses. Stop it first, or tick Force.</source>
        <translation>重启中，引擎会拒绝删除。请先停止，或勾选“强制”。</translation>
    </message>
    <message>
        <source>It is running: the Engine refuses. Stop it first, or tick Force.</source>
        <translation>运行中，引擎会拒绝删除。请先停止，或勾选“强制”。</translation>
    </message>
    <message numerus="yes">
        <source>Anonymous volume(s) {names} (goes|go) too, with all (its|their) data.</source>
        <translation>
            <numerusform>匿名卷 {names} 及其全部数据会一并删除。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Container(s) {names} (was|were) made from it: the Engine refuses. Remove (it|them) first, or tick Force.</source>
        <translation>
            <numerusform>容器 {names} 由它创建，引擎会拒绝删除。请先删除容器，或勾选“强制”。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Container(s) {names} (runs|run) from it: the Engine refuses, also by force. Stop and remove (it|them) first.</source>
        <translation>
            <numerusform>容器 {names} 正在用它运行，即使强制，引擎也会拒绝删除。请先停止并删除容器。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Image(s) {names} (was|were) made of it and (needs|need) its layers: it stays until (it|they) (goes|go).</source>
        <translation>
            <numerusform>镜像 {names} 由它制作而成，需要它的层：在它们被删除之前，它会保留。</numerusform>
        </translation>
    </message>
    <message>
        <source>It has several names: {names}. Remove them one by one, or tick Force to remove all.</source>
        <translation>它有多个名称：{names}。请逐个删除，或勾选“强制”全部删除。</translation>
    </message>
    <message>
        <source>Its names go: {names}.</source>
        <translation>会删除其名称：{names}。</translation>
    </message>
    <message>
        <source>The image goes: {size}, less what it shares with others.</source>
        <translation>会删除镜像：{size}，不含与其他镜像共享的部分。</translation>
    </message>
    <message>
        <source>Only this name goes. The image stays as {names}.</source>
        <translation>只删除这个名称。镜像会以 {names} 保留。</translation>
    </message>
    <message>
        <source>The name goes. The image stays, without a name.</source>
        <translation>会删除名称。镜像会保留，但没有名称。</translation>
    </message>
    <message numerus="yes">
        <source>Container(s) {names} (uses|use) it, and (stays|stay).</source>
        <translation>
            <numerusform>容器 {names} 在使用它，容器会保留。</numerusform>
        </translation>
    </message>
    <message>
        <source>It is the Engine&apos;s own, and can&apos;t be removed.</source>
        <translation>它是引擎自带的，无法删除。</translation>
    </message>
    <message numerus="yes">
        <source>Container(s) {names} (runs|run) in it: the Engine refuses. Stop or disconnect (it|them) first.</source>
        <translation>
            <numerusform>容器 {names} 正在其中运行，引擎会拒绝删除。请先停止容器或断开其连接。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Container(s) {names} (belongs|belong) to it, and can&apos;t start without it.</source>
        <translation>
            <numerusform>容器 {names} 属于它，没有它就无法启动。</numerusform>
        </translation>
    </message>
    <message>
        <source>Which containers use it is not known at the moment.</source>
        <translation>目前不清楚有哪些容器在使用它。</translation>
    </message>
    <message>
        <source>No container uses it.</source>
        <translation>没有容器使用它。</translation>
    </message>
    <message numerus="yes">
        <source>Container(s) {names} (mounts|mount) it: the Engine refuses. Remove (it|them) first.</source>
        <translation>
            <numerusform>容器 {names} 挂载了它，引擎会拒绝删除。请先删除容器。</numerusform>
        </translation>
    </message>
    <message>
        <source>All its data is lost. How much it is was not measured.</source>
        <translation>其中的数据会全部丢失。大小尚未统计。</translation>
    </message>
    <message>
        <source>All its data is lost: {size}.</source>
        <translation>其中的数据会全部丢失：{size}。</translation>
    </message>
    <message>
        <source>Create network</source>
        <translation>创建网络</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>创建</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Driver</source>
        <translation>驱动(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Subnet</source>
        <translation>子网(&amp;S)</translation>
    </message>
    <message>
        <source>Left empty, the Engine chooses one.</source>
        <translation>留空则由引擎选择。</translation>
    </message>
    <message>
        <source>&amp;Gateway</source>
        <translation>网关(&amp;G)</translation>
    </message>
    <message>
        <source>A subnet is like {example}.</source>
        <translation>子网形如 {example}。</translation>
    </message>
    <message>
        <source>A gateway is an address like {example}.</source>
        <translation>网关是形如 {example} 的地址。</translation>
    </message>
    <message>
        <source>A range is like {example}.</source>
        <translation>地址范围形如 {example}。</translation>
    </message>
    <message>
        <source>IPv&amp;6 subnet</source>
        <translation>IPv6 子网(&amp;6)</translation>
    </message>
    <message>
        <source>IPv6 gate&amp;way</source>
        <translation>IPv6 网关(&amp;W)</translation>
    </message>
    <message>
        <source>IPv6 ra&amp;nge</source>
        <translation>IPv6 地址范围(&amp;N)</translation>
    </message>
    <message>
        <source>IP &amp;range</source>
        <translation>地址范围(&amp;R)</translation>
    </message>
    <message>
        <source>This Engine chooses none: type one.</source>
        <translation>此引擎不会自动选择：请填写一个。</translation>
    </message>
    <message>
        <source>Addresses without end.</source>
        <translation>地址数量近乎无限。</translation>
    </message>
    <message>
        <source>Left empty, the Engine chooses it.</source>
        <translation>留空则由引擎选择。</translation>
    </message>
    <message>
        <source>Containers get addresses of the whole subnet.</source>
        <translation>容器可获得整个子网中的地址。</translation>
    </message>
    <message>
        <source>A range ends with the length of its prefix, such as /24.</source>
        <translation>地址范围以前缀长度结尾，例如 /24。</translation>
    </message>
    <message>
        <source>A range needs a subnet.</source>
        <translation>填写地址范围需要先填写子网。</translation>
    </message>
    <message>
        <source>The range must lie within {subnet}.</source>
        <translation>地址范围必须位于 {subnet} 之内。</translation>
    </message>
    <message numerus="yes">
        <source>Containers get %n address(es) from here.</source>
        <translation>
            <numerusform>容器可从中获得 %n 个地址。</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Internal</source>
        <translation>内部(&amp;I)</translation>
    </message>
    <message>
        <source>Containers reach each other, and nothing outside.</source>
        <translation>容器之间可以互通，但无法访问外部。</translation>
    </message>
    <message>
        <source>Create a network</source>
        <translation>创建网络</translation>
    </message>
    <message>
        <source>IP&amp;v6</source>
        <translation>IPv6(&amp;V)</translation>
    </message>
    <message>
        <source>Containers have IPv6 addresses, too.</source>
        <translation>容器同时拥有 IPv6 地址。</translation>
    </message>
    <message>
        <source>&amp;Attachable</source>
        <translation>可附加(&amp;A)</translation>
    </message>
    <message>
        <source>Containers can be connected, and not services only.</source>
        <translation>不仅服务，普通容器也可以连接。</translation>
    </message>
    <message>
        <source>More &amp;options</source>
        <translation>更多选项(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Labels</source>
        <translation>标签(&amp;L)</translation>
    </message>
    <message>
        <source>Name=value, with spaces between.</source>
        <translation>名称=值，以空格分隔。</translation>
    </message>
    <message>
        <source>Driver &amp;options</source>
        <translation>驱动选项(&amp;O)</translation>
    </message>
    <message>
        <source>Whatever else the driver knows.</source>
        <translation>驱动支持的其他选项。</translation>
    </message>
    <message>
        <source>This Engine is in a Swarm as a worker: create the network on a manager.</source>
        <translation>此引擎是 Swarm 的工作节点：请在管理节点上创建网络。</translation>
    </message>
    <message>
        <source>This Engine knows no Swarm mode, which overlay needs.</source>
        <translation>此引擎不支持 overlay 所需的 Swarm 模式。</translation>
    </message>
    <message>
        <source>Connect…</source>
        <translation>连接…</translation>
    </message>
    <message>
        <source>To one more network, also while it runs</source>
        <translation>再连接到一个网络，运行时也可以</translation>
    </message>
    <message>
        <source>Disconnect…</source>
        <translation>断开…</translation>
    </message>
    <message>
        <source>From a network that it is in</source>
        <translation>从所在的某个网络断开</translation>
    </message>
    <message>
        <source>A container, which gets an address in it</source>
        <translation>将容器连接到此网络并分配地址</translation>
    </message>
    <message>
        <source>A container that is in it</source>
        <translation>断开此网络中的容器</translation>
    </message>
    <message>
        <source>Initialise a Swarm…</source>
        <translation>初始化 Swarm…</translation>
    </message>
    <message>
        <source>Make this Engine the manager of a new Swarm, for overlay networks</source>
        <translation>使此引擎成为新 Swarm 的管理节点，以便使用 overlay 网络</translation>
    </message>
    <message>
        <source>Join a Swarm…</source>
        <translation>加入 Swarm…</translation>
    </message>
    <message>
        <source>Enter the Swarm of another Engine</source>
        <translation>加入另一引擎的 Swarm</translation>
    </message>
    <message>
        <source>Leave the Swarm…</source>
        <translation>离开 Swarm…</translation>
    </message>
    <message>
        <source>The way back out of Swarm mode</source>
        <translation>退出 Swarm 模式</translation>
    </message>
    <message>
        <source>{name} is a network of the Engine&apos;s own.</source>
        <translation>{name} 是引擎自带的网络。</translation>
    </message>
    <message>
        <source>A name can&apos;t begin with a dash.</source>
        <translation>名称不能以连字符开头。</translation>
    </message>
    <message>
        <source>A name holds visible characters only.</source>
        <translation>名称只能包含可见字符。</translation>
    </message>
    <message>
        <source>A network has this name already.</source>
        <translation>已有同名网络。</translation>
    </message>
    <message>
        <source>overlay needs Swarm mode, and this Engine is not in it.</source>
        <translation>overlay 需要 Swarm 模式，而此引擎未启用该模式。</translation>
    </message>
    <message>
        <source>Across the Engines of a Swarm: needs Swarm mode on this one.</source>
        <translation>跨 Swarm 中的各个引擎：此引擎须启用 Swarm 模式。</translation>
    </message>
    <message>
        <source>Each container has a MAC address of its own.</source>
        <translation>每个容器都有自己的 MAC 地址。</translation>
    </message>
    <message>
        <source>Containers share a MAC address, and have addresses of their own.</source>
        <translation>容器共用一个 MAC 地址，各有自己的 IP 地址。</translation>
    </message>
    <message>
        <source>Containers on this Engine reach each other by name.</source>
        <translation>此引擎上的容器可以通过名称互相访问。</translation>
    </message>
    <message>
        <source>A subnet ends with the length of its prefix, such as /16.</source>
        <translation>子网以前缀长度结尾，例如 /16。</translation>
    </message>
    <message>
        <source>This address lies in subnet {subnet}.</source>
        <translation>该地址位于子网 {subnet} 内。</translation>
    </message>
    <message>
        <source>A subnet this small has no room for a container.</source>
        <translation>子网太小，容不下任何容器。</translation>
    </message>
    <message>
        <source>It overlaps with {subnet} of network {name}.</source>
        <translation>与网络 {name} 的 {subnet} 重叠。</translation>
    </message>
    <message numerus="yes">
        <source>%n address(es).</source>
        <translation>
            <numerusform>%n 个地址。</numerusform>
        </translation>
    </message>
    <message>
        <source>A gateway needs a subnet.</source>
        <translation>填写网关需要先填写子网。</translation>
    </message>
    <message>
        <source>This address is reserved in subnet {subnet}.</source>
        <translation>该地址是子网 {subnet} 的保留地址。</translation>
    </message>
    <message>
        <source>The gateway must lie within {subnet}.</source>
        <translation>网关必须位于 {subnet} 内。</translation>
    </message>
    <message>
        <source>Pull image</source>
        <translation>拉取镜像</translation>
    </message>
    <message>
        <source>Pull</source>
        <translation>拉取</translation>
    </message>
    <message>
        <source>Commit container</source>
        <translation>提交容器</translation>
    </message>
    <message>
        <source>Commit</source>
        <translation>提交</translation>
    </message>
    <message>
        <source>&amp;Reference</source>
        <translation>镜像引用(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Author</source>
        <translation>作者(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Message</source>
        <translation>说明(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Pause it meanwhile</source>
        <translation>期间暂停容器(&amp;P)</translation>
    </message>
    <message>
        <source>Otherwise files that it is writing may be caught half written.</source>
        <translation>否则可能会收入它正在写、尚未写完的文件。</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Looking at what differs from its image…</source>
        <translation>正在查看与其镜像的差异…</translation>
    </message>
    <message>
        <source>No file differs from its image&apos;s. What is in volumes is never committed.</source>
        <translation>没有文件与其镜像不同。卷中的内容从不提交。</translation>
    </message>
    <message>
        <source>{counts}. What is in volumes is not committed.</source>
        <translation>{counts}。卷中的内容不会提交。</translation>
    </message>
    <message>
        <source>Commit container {name}</source>
        <translation>提交容器 {name}</translation>
    </message>
    <message>
        <source>Makes an image of its files as they are now.</source>
        <translation>用它当前的文件制作镜像。</translation>
    </message>
    <message>
        <source>A name, or registry/name:tag.</source>
        <translation>名称，或“仓库服务器/名称:标签”。</translation>
    </message>
    <message>
        <source>P&amp;latform</source>
        <translation>平台(&amp;L)</translation>
    </message>
    <message>
        <source>Pull an image</source>
        <translation>拉取镜像</translation>
    </message>
    <message>
        <source>Takes the default tag: {name}</source>
        <translation>使用默认标签：{name}</translation>
    </message>
    <message>
        <source>Takes {name}. One of this name is here already.</source>
        <translation>将拉取 {name}。本地已有同名镜像。</translation>
    </message>
    <message>
        <source>Takes {name}</source>
        <translation>将拉取 {name}</translation>
    </message>
    <message>
        <source>A platform is like linux/arm64, or linux/arm/v7.</source>
        <translation>平台的写法如 linux/arm64 或 linux/arm/v7。</translation>
    </message>
    <message>
        <source>The registry offers none for {platform}.</source>
        <translation>仓库服务器没有提供 {platform} 的镜像。</translation>
    </message>
    <message>
        <source>The Engine&apos;s own</source>
        <translation>引擎自身的平台</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>What is removed</source>
        <translation>将删除的内容</translation>
    </message>
    <message>
        <source>&amp;Force</source>
        <translation>强制(&amp;F)</translation>
    </message>
    <message>
        <source>Those that no other container uses go too.</source>
        <translation>其他容器未使用的匿名卷会一并删除。</translation>
    </message>
    <message>
        <source>Remove anonymous &amp;volumes</source>
        <translation>删除匿名卷(&amp;V)</translation>
    </message>
    <message>
        <source>Those go first; each is listed above.</source>
        <translation>它们会先被删除；上方逐一列出。</translation>
    </message>
    <message>
        <source>Remove what was &amp;made of it, too</source>
        <translation>同时删除由它制作的镜像(&amp;M)</translation>
    </message>
    <message>
        <source>The image and its layers stay, and are listed no more.</source>
        <translation>镜像及其层会保留，但不再列出。</translation>
    </message>
    <message>
        <source>Take only the &amp;name</source>
        <translation>仅移除名称(&amp;N)</translation>
    </message>
    <message>
        <source>On the Engine {where}</source>
        <translation>位于引擎 {where}</translation>
    </message>
    <message numerus="yes">
        <source>%n of them (stays|stay): see below.</source>
        <translation>
            <numerusform>其中 %n 个会保留，原因见下。</numerusform>
        </translation>
    </message>
    <message>
        <source>It was removed meanwhile.</source>
        <translation>已在此期间被删除。</translation>
    </message>
    <message numerus="yes">
        <source>Remove container(s)</source>
        <translation>
            <numerusform>删除容器</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove image(s)</source>
        <translation>
            <numerusform>删除镜像</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove network(s)</source>
        <translation>
            <numerusform>删除网络</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove volume(s)</source>
        <translation>
            <numerusform>删除卷</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove container {name}?</source>
        <translation>删除容器 {name}？</translation>
    </message>
    <message>
        <source>Remove image {name}?</source>
        <translation>删除镜像 {name}？</translation>
    </message>
    <message>
        <source>Remove network {name}?</source>
        <translation>删除网络 {name}？</translation>
    </message>
    <message>
        <source>Remove volume {name}?</source>
        <translation>删除卷 {name}？</translation>
    </message>
    <message numerus="yes">
        <source>Remove %n container(s)?</source>
        <translation>
            <numerusform>删除 %n 个容器？</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %n image name(s)?</source>
        <translation>
            <numerusform>删除 %n 个镜像名称？</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %n network(s)?</source>
        <translation>
            <numerusform>删除 %n 个网络？</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %n volume(s)?</source>
        <translation>
            <numerusform>删除 %n 个卷？</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove {count} of %n container(s)?</source>
        <translation>
            <numerusform>删除 %n 个容器中的 {count} 个？</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove {count} of %n image name(s)?</source>
        <translation>
            <numerusform>删除 %n 个镜像名称中的 {count} 个？</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove {count} of %n network(s)?</source>
        <translation>
            <numerusform>删除 %n 个网络中的 {count} 个？</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove {count} of %n volume(s)?</source>
        <translation>
            <numerusform>删除 %n 个卷中的 {count} 个？</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>(Its|Their) own files and (log|logs) go too.</source>
        <translation>
            <numerusform>容器自身的文件和日志会一并删除。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The data in (it|them) can&apos;t be brought back.</source>
        <translation>
            <numerusform>卷中的数据无法恢复。</numerusform>
        </translation>
    </message>
    <message>
        <source>Kills what still runs.</source>
        <translation>仍在运行的会被强制终止。</translation>
    </message>
    <message>
        <source>Takes all names of an image, and images of stopped containers.</source>
        <translation>删除镜像的所有名称，也删除已停止容器所用的镜像。</translation>
    </message>
    <message>
        <source>Rename container</source>
        <translation>重命名容器</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Rename container {name}</source>
        <translation>重命名容器 {name}</translation>
    </message>
    <message>
        <source>Another container has this name: {id}, {state}.</source>
        <translation>已有同名容器：{id}，{state}。</translation>
    </message>
    <message>
        <source>Tag image</source>
        <translation>为镜像添加标签</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>添加标签</translation>
    </message>
    <message>
        <source>Without a tag it becomes latest.</source>
        <translation>不写标签时为 latest。</translation>
    </message>
    <message>
        <source>Tag image {name}</source>
        <translation>为镜像 {name} 添加标签</translation>
    </message>
    <message>
        <source>A digest can&apos;t be given: it follows from what the image holds.</source>
        <translation>不能指定摘要：它由镜像的内容决定。</translation>
    </message>
    <message>
        <source>It becomes {name}.</source>
        <translation>将成为 {name}。</translation>
    </message>
    <message>
        <source>The image has this name already.</source>
        <translation>此镜像已有这个名称。</translation>
    </message>
    <message>
        <source>{name} is taken away from image {id}.</source>
        <translation>{name} 将从镜像 {id} 移到此镜像。</translation>
    </message>
    <message>
        <source>Without a name it can be told by its id only.</source>
        <translation>没有名称时只能通过 ID 辨认。</translation>
    </message>
    <message>
        <source>Create volume</source>
        <translation>创建卷</translation>
    </message>
    <message>
        <source>What containers mount it by.</source>
        <translation>容器挂载它时使用的名称。</translation>
    </message>
    <message>
        <source>Create a volume</source>
        <translation>创建卷</translation>
    </message>
    <message>
        <source>A volume has this name already.</source>
        <translation>已有同名卷。</translation>
    </message>
    <message>
        <source>A folder on the Engine&apos;s own disk.</source>
        <translation>引擎所在磁盘上的一个目录。</translation>
    </message>
    <message>
        <source>The Engine must have this volume plugin.</source>
        <translation>引擎须装有此卷插件。</translation>
    </message>
    <message numerus="yes">
        <source>{names} and %n more</source>
        <translation>
            <numerusform>{names} 以及另外 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Another Engine is shown now. Nothing was done here.</source>
        <translation>现在显示的是另一个引擎。此处未做任何更改。</translation>
    </message>
    <message>
        <source>All of them were removed meanwhile.</source>
        <translation>它们已在此期间全部被删除。</translation>
    </message>
    <message>
        <source>Container {name} was removed meanwhile.</source>
        <translation>容器 {name} 已在此期间被删除。</translation>
    </message>
    <message>
        <source>Image {name} was removed meanwhile.</source>
        <translation>镜像 {name} 已在此期间被删除。</translation>
    </message>
    <message>
        <source>Network {name} was removed meanwhile.</source>
        <translation>网络 {name} 已在此期间被删除。</translation>
    </message>
    <message>
        <source>Volume {name} was removed meanwhile.</source>
        <translation>卷 {name} 已在此期间被删除。</translation>
    </message>
    <message>
        <source>A name begins with a letter or a digit.</source>
        <translation>名称须以字母或数字开头。</translation>
    </message>
    <message>
        <source>A space is not allowed. Letters a to z, digits, _ . and - are.</source>
        <translation>不能包含空格。只能使用英文字母、数字、_ . 和 -。</translation>
    </message>
    <message>
        <source>{character} is not allowed. Letters a to z, digits, _ . and - are.</source>
        <translation>不能包含 {character}。只能使用英文字母、数字、_ . 和 -。</translation>
    </message>
    <message>
        <source>A name has at least two characters.</source>
        <translation>名称至少有两个字符。</translation>
    </message>
    <message>
        <source>With its upper case, {name} is taken for a registry.</source>
        <translation>{name} 含有大写字母，会被当作仓库服务器。</translation>
    </message>
    <message>
        <source>After the colon comes a tag.</source>
        <translation>冒号后面应是标签。</translation>
    </message>
    <message>
        <source>64 hexadecimal digits are an ID, and can&apos;t be a name.</source>
        <translation>64 位十六进制数是 ID，不能用作名称。</translation>
    </message>
    <message>
        <source>A reference has no {part}: it begins with the registry.</source>
        <translation>镜像引用不含 {part}，应以仓库服务器开头。</translation>
    </message>
    <message>
        <source>A reference has no spaces.</source>
        <translation>镜像引用不含空格。</translation>
    </message>
    <message>
        <source>The repository {part} must be in lower case.</source>
        <translation>仓库 {part} 必须全部小写。</translation>
    </message>
    <message>
        <source>The repository is longer than {count} characters.</source>
        <translation>仓库名超过 {count} 个字符。</translation>
    </message>
    <message>
        <source>The registry {part} is no host name.</source>
        <translation>仓库服务器 {part} 不是有效的主机名。</translation>
    </message>
    <message>
        <source>The tag is longer than {count} characters.</source>
        <translation>标签超过 {count} 个字符。</translation>
    </message>
    <message>
        <source>The tag {part} may hold letters a to z, digits, _ . and - only.</source>
        <translation>标签 {part} 只能包含英文字母、数字、_ . 和 -。</translation>
    </message>
    <message>
        <source>The digest begins with sha256:, sha384: or sha512:.</source>
        <translation>摘要以 sha256:、sha384: 或 sha512: 开头。</translation>
    </message>
    <message>
        <source>The digest does not have the length that it should.</source>
        <translation>摘要的长度不对。</translation>
    </message>
    <message>
        <source>The digest is not like sha256: and 64 hexadecimal digits.</source>
        <translation>摘要应为 sha256: 加 64 位十六进制数。</translation>
    </message>
    <message>
        <source>The repository {part} may hold letters a to z, digits, and between them . _ - and /.</source>
        <translation>仓库 {part} 只能包含小写字母、数字，以及它们之间的 . _ - 和 /。</translation>
    </message>
    <message>
        <source>no Engine</source>
        <translation>无引擎</translation>
    </message>
    <message>
        <source>Engine in use: {name}</source>
        <translation>正在使用的引擎：{name}</translation>
    </message>
    <message>
        <source>Choose the Engine</source>
        <translation>选择引擎</translation>
    </message>
    <message>
        <source>Find an Engine by itself</source>
        <translation>自动查找引擎</translation>
    </message>
    <message>
        <source>Engine places…</source>
        <translation>引擎位置…</translation>
    </message>
    <message>
        <source>Docker contexts</source>
        <translation>Docker 上下文</translation>
    </message>
    <message>
        <source>{name}: can&apos;t be used</source>
        <translation>{name}：无法使用</translation>
    </message>
    <message>
        <source>Places of your own</source>
        <translation>自定义位置</translation>
    </message>
    <message>
        <source>On this machine</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>Private Engine</source>
        <translation>私有引擎</translation>
    </message>
    <message>
        <source>Keep it running when Portside ends</source>
        <translation>退出 Portside 后保持运行</translation>
    </message>
    <message>
        <source>Stop the private Engine</source>
        <translation>停止私有引擎</translation>
    </message>
    <message>
        <source>Its containers stop, too. Its data stay.</source>
        <translation>其中的容器也会停止，数据会保留。</translation>
    </message>
    <message>
        <source>Cancel its start</source>
        <translation>取消启动</translation>
    </message>
    <message>
        <source>It is stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>Start a private Engine</source>
        <translation>启动私有引擎</translation>
    </message>
    <message>
        <source>container</source>
        <translation>容器</translation>
    </message>
    <message>
        <source>image</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Cannot start {what}</source>
        <translation>无法启动{what}</translation>
    </message>
    <message>
        <source>Cannot stop {what}</source>
        <translation>无法停止{what}</translation>
    </message>
    <message>
        <source>Cannot restart {what}</source>
        <translation>无法重启{what}</translation>
    </message>
    <message>
        <source>Cannot pause {what}</source>
        <translation>无法暂停{what}</translation>
    </message>
    <message>
        <source>Cannot unpause {what}</source>
        <translation>无法取消暂停{what}</translation>
    </message>
    <message>
        <source>Cannot kill {what}</source>
        <translation>无法强制终止{what}</translation>
    </message>
    <message>
        <source>Cannot rename {what}</source>
        <translation>无法重命名{what}</translation>
    </message>
    <message>
        <source>Cannot remove {what}</source>
        <translation>无法删除{what}</translation>
    </message>
    <message>
        <source>Cannot tag {what}</source>
        <translation>无法为{what} 添加标签</translation>
    </message>
    <message>
        <source>Cannot untag {what}</source>
        <translation>无法移除标签：{what}</translation>
    </message>
    <message>
        <source>Cannot create {what}</source>
        <translation>无法创建{what}</translation>
    </message>
    <message>
        <source>Cannot run {what}</source>
        <translation>无法运行{what}</translation>
    </message>
    <message>
        <source>Cannot pull {what}</source>
        <translation>无法拉取{what}</translation>
    </message>
    <message>
        <source>Cannot load {what}</source>
        <translation>无法载入 {what}</translation>
    </message>
    <message>
        <source>Cannot build {what}</source>
        <translation>无法构建{what}</translation>
    </message>
    <message>
        <source>Cannot push {what}</source>
        <translation>无法推送{what}</translation>
    </message>
    <message>
        <source>Cannot sign in to {what}</source>
        <translation>无法登录 {what}</translation>
    </message>
    <message>
        <source>Cannot sign out of {what}</source>
        <translation>无法退出登录 {what}</translation>
    </message>
    <message>
        <source>Cannot save {what}</source>
        <translation>无法保存{what}</translation>
    </message>
    <message>
        <source>Cannot export {what}</source>
        <translation>无法导出{what}</translation>
    </message>
    <message>
        <source>Cannot import {what}</source>
        <translation>无法导入 {what}</translation>
    </message>
    <message>
        <source>Cannot commit {what}</source>
        <translation>无法提交{what}</translation>
    </message>
    <message>
        <source>Cannot pack {what}</source>
        <translation>无法打包{what}</translation>
    </message>
    <message>
        <source>Cannot measure {what}</source>
        <translation>无法统计大小：{what}</translation>
    </message>
    <message>
        <source>Cannot prune {what}</source>
        <translation>无法清理{what}</translation>
    </message>
    <message>
        <source>Cannot send a signal to a process of {what}</source>
        <translation>无法向{what} 的进程发送信号</translation>
    </message>
    <message>
        <source>Cannot update {what}</source>
        <translation>无法更新{what}</translation>
    </message>
    <message>
        <source>Cannot save the log of {what}</source>
        <translation>无法保存{what} 的日志</translation>
    </message>
    <message>
        <source>Cannot run the health check of {what}</source>
        <translation>无法运行{what} 的健康检查</translation>
    </message>
    <message>
        <source>Cannot copy {what}</source>
        <translation>无法复制 {what}</translation>
    </message>
    <message>
        <source>Cannot make folder {what}</source>
        <translation>无法新建文件夹 {what}</translation>
    </message>
    <message>
        <source>Cannot move {what}</source>
        <translation>无法移动 {what}</translation>
    </message>
    <message>
        <source>Cannot delete {what}</source>
        <translation>无法删除 {what}</translation>
    </message>
    <message>
        <source>Cannot write {what}</source>
        <translation>无法写入 {what}</translation>
    </message>
    <message>
        <source>Cannot download {what}</source>
        <translation>无法下载 {what}</translation>
    </message>
    <message>
        <source>Cannot test who reaches whom: {what}</source>
        <translation>无法测试 {what} 的连通性</translation>
    </message>
    <message>
        <source>Cannot set up SSH between {what}</source>
        <translation>无法设置 {what} 之间的 SSH</translation>
    </message>
    <message>
        <source>Cannot install OpenSSH in {what}</source>
        <translation>无法在{what} 中安装 OpenSSH</translation>
    </message>
    <message>
        <source>Cannot take SSH keys out of {what}</source>
        <translation>无法从{what} 中移除 SSH 密钥</translation>
    </message>
    <message>
        <source>Cannot connect {what} to the network</source>
        <translation>无法将{what} 连接到网络</translation>
    </message>
    <message>
        <source>Cannot disconnect {what} from the network</source>
        <translation>无法将{what} 从网络断开</translation>
    </message>
    <message>
        <source>Cannot initialise a Swarm</source>
        <translation>无法初始化 Swarm</translation>
    </message>
    <message>
        <source>Cannot join the Swarm</source>
        <translation>无法加入 Swarm</translation>
    </message>
    <message>
        <source>Cannot leave the Swarm</source>
        <translation>无法离开 Swarm</translation>
    </message>
    <message>
        <source>Cannot list the containers</source>
        <translation>无法列出容器</translation>
    </message>
    <message>
        <source>Cannot list the images</source>
        <translation>无法列出镜像</translation>
    </message>
    <message>
        <source>Cannot list the networks</source>
        <translation>无法列出网络</translation>
    </message>
    <message>
        <source>Cannot list the volumes</source>
        <translation>无法列出卷</translation>
    </message>
    <message>
        <source>the Engine did not get it from there; {quote} Check the address, or download it and import the file.</source>
        <translation>引擎没能从那里获取；{quote}请检查地址，或先下载再导入文件。</translation>
    </message>
    <message>
        <source>the Engine&apos;s disk is full; {quote} Remove what is not needed, which Disk usage shows, and try again.</source>
        <translation>引擎的磁盘已满；{quote}请删除不需要的内容（可在“磁盘占用”中查看），然后重试。</translation>
    </message>
    <message>
        <source>{path} is a file, and a folder can&apos;t take its place. Choose another name.</source>
        <translation>{path} 是文件，文件夹不能取代它。请换一个名称。</translation>
    </message>
    <message>
        <source>{path} is a folder, and a file can&apos;t take its place. Choose another name.</source>
        <translation>{path} 是文件夹，文件不能取代它。请换一个名称。</translation>
    </message>
    <message>
        <source>there is no folder {path}. Make it first, or leave the slash at the end out.</source>
        <translation>没有文件夹 {path}。请先创建，或去掉末尾的斜杠。</translation>
    </message>
    <message>
        <source>the folder that {path} would be in does not exist. Make it first.</source>
        <translation>{path} 所在的文件夹不存在。请先创建。</translation>
    </message>
    <message>
        <source>there is no {path}.</source>
        <translation>没有 {path}。</translation>
    </message>
    <message>
        <source>{path} is not a folder.</source>
        <translation>{path} 不是文件夹。</translation>
    </message>
    <message>
        <source>several files need a folder that exists, and {path} is none. Make it first.</source>
        <translation>多个文件需要一个已有的文件夹，而 {path} 不是。请先创建。</translation>
    </message>
    <message>
        <source>{path} is a device, a pipe or a socket.</source>
        <translation>{path} 是设备、管道或套接字。</translation>
    </message>
    <message>
        <source>{path} would be copied into itself.</source>
        <translation>{path} 会被复制到自身。</translation>
    </message>
    <message>
        <source>several are called {path}, and only one can have that name there. Rename one first.</source>
        <translation>有多个项目名为 {path}，而那里只能有一个叫这个名称。请先重命名其中一个。</translation>
    </message>
    <message>
        <source>{path} is in memory (a tmpfs, or the kernel&apos;s own), which docker cp can&apos;t reach.</source>
        <translation>{path} 位于内存中（tmpfs 或内核自身的文件系统），docker cp 无法访问。</translation>
    </message>
    <message>
        <source>{path} can only be read.</source>
        <translation>{path} 只能读取。</translation>
    </message>
    <message>
        <source>{path} was changed meanwhile. Nothing was written: look at it again first.</source>
        <translation>{path} 在此期间已更改。未写入任何内容：请先重新查看。</translation>
    </message>
    <message>
        <source>it has no program {name} that could do it.</source>
        <translation>其中没有可完成此操作的程序 {name}。</translation>
    </message>
    <message>
        <source>that is only possible while the container runs: start it, or unpause it.</source>
        <translation>仅在容器运行时可用：请启动或恢复该容器。</translation>
    </message>
    <message>
        <source>the program said “{text}”.</source>
        <translation>程序报告：“{text}”。</translation>
    </message>
    <message>
        <source>{why} {next}</source>
        <translation>{why}{next}</translation>
    </message>
    <message>
        <source>the connection to the Engine was lost. What had come of it is removed again.</source>
        <translation>与引擎的连接已断开。已传来的部分已被删除。</translation>
    </message>
    <message>
        <source>there is no space left where it goes to; {quote}</source>
        <translation>目标位置已没有剩余空间；{quote}</translation>
    </message>
    <message>
        <source>Cannot list {path}</source>
        <translation>无法列出 {path}</translation>
    </message>
    <message>
        <source>{tried}: {why}</source>
        <translation>{tried}：{why}</translation>
    </message>
    <message>
        <source>there is no such folder.</source>
        <translation>没有这个文件夹。</translation>
    </message>
    <message>
        <source>Cannot read {path}</source>
        <translation>无法读取 {path}</translation>
    </message>
    <message>
        <source>What is shown is the last known state; it is asked for again by itself.</source>
        <translation>显示的是最后已知的状态，稍后会自动重新获取。</translation>
    </message>
    <message>
        <source>Cannot measure the Engine&apos;s disk</source>
        <translation>无法测量引擎的磁盘</translation>
    </message>
    <message>
        <source>the Engine did not answer in time.</source>
        <translation>引擎未及时应答。</translation>
    </message>
    <message>
        <source>the Engine is not running.</source>
        <translation>引擎未在运行。</translation>
    </message>
    <message>
        <source>the Engine does not say why.</source>
        <translation>引擎没有说明原因。</translation>
    </message>
    <message>
        <source>the Engine says “{text}”.</source>
        <translation>引擎返回“{text}”。</translation>
    </message>
    <message>
        <source>build cache record {name}</source>
        <translation>构建缓存记录 {name}</translation>
    </message>
    <message>
        <source>container {name}</source>
        <translation>容器 {name}</translation>
    </message>
    <message>
        <source>Copy line</source>
        <translation>复制命令行</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>将会发生什么</translation>
    </message>
    <message>
        <source>Follow the &amp;link</source>
        <translation>跟随链接(&amp;L)</translation>
    </message>
    <message>
        <source>Copy what a symbolic link leads to, not the link itself: docker&apos;s -L.</source>
        <translation>复制符号链接所指的内容，而非链接本身：即 docker 的 -L。</translation>
    </message>
    <message>
        <source>Keep the &amp;owner</source>
        <translation>保留所有者(&amp;O)</translation>
    </message>
    <message>
        <source>Cannot look at what is there</source>
        <translation>无法查看目标位置</translation>
    </message>
    <message>
        <source>Say what is to be copied, and where to.</source>
        <translation>请说明复制什么、复制到哪里。</translation>
    </message>
    <message>
        <source>Looking at what is there…</source>
        <translation>正在查看目标位置…</translation>
    </message>
    <message>
        <source>Names that are taken are asked about.</source>
        <translation>名称被占用时会询问。</translation>
    </message>
    <message>
        <source>{name} goes into a folder that exists: it will be {path}.</source>
        <translation>{name} 将放入已有的文件夹：成为 {path}。</translation>
    </message>
    <message>
        <source>{name} go into the folder {folder}.</source>
        <translation>{name} 将放入文件夹 {folder}。</translation>
    </message>
    <message>
        <source>The file gets the new name {path}.</source>
        <translation>文件将获得新名称 {path}。</translation>
    </message>
    <message>
        <source>{path} is there already: you are asked before it is replaced.</source>
        <translation>{path} 已存在：替换前会询问。</translation>
    </message>
    <message>
        <source>The folder {path} is made, with what the source holds.</source>
        <translation>将创建文件夹 {path}，并放入来源中的内容。</translation>
    </message>
    <message>
        <source>What the folder holds goes into {path}, not the folder itself.</source>
        <translation>文件夹中的内容将放入 {path}，而非文件夹本身。</translation>
    </message>
    <message>
        <source>image {name}</source>
        <translation>镜像 {name}</translation>
    </message>
    <message>
        <source>{path} can&apos;t be read: {why}</source>
        <translation>无法读取 {path}：{why}</translation>
    </message>
    <message>
        <source>network {name}</source>
        <translation>网络 {name}</translation>
    </message>
    <message>
        <source>volume {name}</source>
        <translation>卷 {name}</translation>
    </message>
    <message>
        <source>the volumes</source>
        <translation>所有卷</translation>
    </message>
    <message>
        <source>no Engine is connected. Connect to one first.</source>
        <translation>没有连接引擎。请先连接。</translation>
    </message>
    <message>
        <source>the Engine&apos;s answer makes no sense. Whether it was done is unknown; the lists show what is.</source>
        <translation>引擎的应答无法理解。不清楚操作是否已完成，请以列表为准。</translation>
    </message>
    <message>
        <source>the files can&apos;t be sent. {why}</source>
        <translation>无法发送文件。{why}</translation>
    </message>
    <message>
        <source>it has no shell that could do it. Only its main process can be reached.</source>
        <translation>其中没有可用的 shell，只能向主进程发送信号。</translation>
    </message>
    <message>
        <source>this Engine is not able to. {text}</source>
        <translation>此引擎不支持。{text}</translation>
    </message>
    <message>
        <source>the process has ended.</source>
        <translation>该进程已结束。</translation>
    </message>
    <message>
        <source>its processes change too fast to tell for certain which one it is inside. Nothing was sent.</source>
        <translation>其进程变化太快，无法确定它在容器内是哪一个。未发送任何信号。</translation>
    </message>
    <message>
        <source>it does not exist any more.</source>
        <translation>它已不存在。</translation>
    </message>
    <message>
        <source>there is no such image, or it may not be seen without logging in</source>
        <translation>没有这个镜像，或需要登录才能访问</translation>
    </message>
    <message>
        <source>{why}; {quote} Check the name and the tag.</source>
        <translation>{why}；{quote}请检查名称和标签。</translation>
    </message>
    <message>
        <source>it is not permitted; {quote}</source>
        <translation>没有权限；{quote}</translation>
    </message>
    <message>
        <source>the connection to the Engine was lost. Whether it was done is unknown; the lists show what is.</source>
        <translation>与引擎的连接已断开。不清楚操作是否已完成，请以列表为准。</translation>
    </message>
    <message>
        <source>the Engine did not answer in time. Whether it was done is unknown; the lists show what is.</source>
        <translation>引擎没有及时应答。不清楚操作是否已完成，请以列表为准。</translation>
    </message>
    <message>
        <source>the Engine is not running. Nothing was changed.</source>
        <translation>引擎未运行。未做任何更改。</translation>
    </message>
    <message>
        <source>this user may not use the Engine&apos;s socket. Nothing was changed.</source>
        <translation>当前用户无权使用引擎的套接字。未做任何更改。</translation>
    </message>
    <message>
        <source>the Engine can&apos;t be reached: “{text}”.</source>
        <translation>无法连接到引擎：“{text}”。</translation>
    </message>
    <message>
        <source>it is running. Stop it first, or remove it by force.</source>
        <translation>它正在运行。请先停止，或强制删除。</translation>
    </message>
    <message>
        <source>it is used by {who}. Stop and remove those first.</source>
        <translation>{who} 正在使用它。请先停止并删除这些容器。</translation>
    </message>
    <message>
        <source>it is used by {who}. Remove those first, or remove it by force.</source>
        <translation>{who} 正在使用它。请先删除这些容器，或强制删除。</translation>
    </message>
    <message>
        <source>it is used by {who}. Stop or disconnect those first.</source>
        <translation>{who} 正在使用它。请先停止这些容器或断开其连接。</translation>
    </message>
    <message>
        <source>it is used by {who}. Remove those first.</source>
        <translation>{who} 正在使用它。请先删除这些容器。</translation>
    </message>
    <message numerus="yes">
        <source>the containers {names} and %n more</source>
        <translation>
            <numerusform>容器 {names} 以及另外 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>the containers {names}</source>
        <translation>容器 {names}</translation>
    </message>
    <message>
        <source>the container {name}</source>
        <translation>容器 {name}</translation>
    </message>
    <message>
        <source>the name {name} belongs to another container already. Choose another name, or rename or remove that one.</source>
        <translation>名称 {name} 已被另一个容器使用。请换一个名称，或者重命名或删除那个容器。</translation>
    </message>
    <message>
        <source>port {port} is in use by container {name}. Stop that one, or publish another port.</source>
        <translation>端口 {port} 正被容器 {name} 使用。请停止该容器，或发布其他端口。</translation>
    </message>
    <message>
        <source>port {port} is in use by a program outside of this Engine. End that one, or publish another port.</source>
        <translation>端口 {port} 正被此引擎之外的程序使用。请结束该程序，或发布其他端口。</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>导航栏</translation>
    </message>
    <message>
        <source>{section}, {count}</source>
        <translation>{section}，{count}</translation>
    </message>
    <message>
        <source>Then log out and in again. What it means: members of that group are equal to root on this machine, as any container can be given the whole of it.</source>
        <translation>然后注销并重新登录。请注意：该组的成员等同于本机的 root，因为任何容器都可以获得对整台机器的访问权。</translation>
    </message>
    <message numerus="yes">
        <source>%n way(s) need(s|) something first</source>
        <translation>
            <numerusform>%n 种方式尚不满足条件</numerusform>
        </translation>
    </message>
    <message>
        <source>Why the Engine did not start</source>
        <translation>引擎未能启动的原因</translation>
    </message>
    <message>
        <source>The Engine starts</source>
        <translation>引擎正在启动</translation>
    </message>
    <message>
        <source>Looking for what can run an Engine on this machine…</source>
        <translation>正在查找本机上可以运行引擎的程序…</translation>
    </message>
    <message>
        <source>Nothing on this machine can run an Engine as it is.</source>
        <translation>以本机的现状，没有程序可以运行引擎。</translation>
    </message>
    <message>
        <source>It asks for your password.</source>
        <translation>需要输入您的密码。</translation>
    </message>
    <message>
        <source>{product} is installed, and brings an Engine.</source>
        <translation>已安装 {product}，其中自带引擎。</translation>
    </message>
    <message>
        <source>A Docker Engine for you alone, run by {program}. Its data stay in {folder}; it ends with Portside, unless you keep it running.</source>
        <translation>仅供您使用的 Docker 引擎，由 {program} 运行。数据保存在 {folder}；退出 Portside 时引擎随之结束，除非选择保持运行。</translation>
    </message>
    <message>
        <source>{product} is starting. Its Engine may take a minute to answer.</source>
        <translation>{product} 正在启动，引擎可能需要一分钟才能应答。</translation>
    </message>
    <message>
        <source>The private Engine is stopping…</source>
        <translation>正在停止私有引擎…</translation>
    </message>
    <message>
        <source>Starting {program}…</source>
        <translation>正在启动 {program}…</translation>
    </message>
    <message>
        <source>Starting a private Engine…</source>
        <translation>正在启动私有引擎…</translation>
    </message>
    <message>
        <source>Docker is installed for the whole machine, too. To start it:</source>
        <translation>本机还安装了系统级的 Docker。启动方法：</translation>
    </message>
    <message>
        <source>Install Docker: {url}</source>
        <translation>安装 Docker：{url}</translation>
    </message>
    <message>
        <source>Start page</source>
        <translation>起始页</translation>
    </message>
    <message>
        <source>Where Portside looked</source>
        <translation>Portside 查找过的位置</translation>
    </message>
    <message>
        <source>A Docker Engine is starting</source>
        <translation>Docker 引擎正在启动</translation>
    </message>
    <message>
        <source>The window shows what is on it as soon as it answers.</source>
        <translation>引擎一应答，窗口就会显示其中的内容。</translation>
    </message>
    <message>
        <source>The chosen Docker Engine does not answer</source>
        <translation>所选的 Docker 引擎没有应答</translation>
    </message>
    <message>
        <source>{place} was named by {origin}, so no other place is tried. Start Docker there, or choose another place in the lower right corner.</source>
        <translation>{place} 由 {origin} 指定，因此不会尝试其他位置。请在那里启动 Docker，或在右下角选择其他位置。</translation>
    </message>
    <message>
        <source>the settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>No Docker Engine is running here</source>
        <translation>这里没有正在运行的 Docker 引擎</translation>
    </message>
    <message>
        <source>Portside shows and changes what is on a Docker Engine. Start one, or choose another place in the lower right corner.</source>
        <translation>Portside 用于查看和管理 Docker 引擎上的内容。请启动一个引擎，或在右下角选择其他位置。</translation>
    </message>
    <message>
        <source>Tries again by itself in {seconds} s</source>
        <translation>{seconds} 秒后自动重试</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>正在查找…</translation>
    </message>
    <message>
        <source>Command: {command}</source>
        <translation>命令：{command}</translation>
    </message>
    <message>
        <source>Copy {command}</source>
        <translation>复制 {command}</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>The Engine&apos;s log</source>
        <translation>引擎日志</translation>
    </message>
    <message numerus="yes">
        <source>The last %n line(s) of the Engine&apos;s log</source>
        <translation>
            <numerusform>引擎日志的最后 %n 行</numerusform>
        </translation>
    </message>
    <message>
        <source>“{text}”. {advice}</source>
        <translation>“{text}”。{advice}</translation>
    </message>
    <message numerus="yes">
        <source>%n other place(s) ha(s|ve) no socket</source>
        <translation>
            <numerusform>另有 %n 个位置没有套接字</numerusform>
        </translation>
    </message>
    <message>
        <source>Start a private Engine with dockerd</source>
        <translation>用 dockerd 启动私有引擎</translation>
    </message>
    <message>
        <source>Start a private Engine with rootless dockerd</source>
        <translation>用 rootless dockerd 启动私有引擎</translation>
    </message>
    <message>
        <source>Start a private Engine with Podman</source>
        <translation>用 Podman 启动私有引擎</translation>
    </message>
    <message>
        <source>dockerd as root</source>
        <translation>dockerd（root）</translation>
    </message>
    <message>
        <source>rootless dockerd</source>
        <translation>rootless dockerd</translation>
    </message>
    <message>
        <source>Podman</source>
        <translation>Podman</translation>
    </message>
    <message>
        <source>It needs root, and pkexec is not there to ask for a password.</source>
        <translation>需要 root 权限，但没有可用来询问密码的 pkexec。</translation>
    </message>
    <message>
        <source>Root may not mount or make networks here, as in a container: give that container --privileged.</source>
        <translation>root 在此无权挂载或创建网络，像是在容器中：请为该容器加上 --privileged。</translation>
    </message>
    <message>
        <source>The program iptables is missing.</source>
        <translation>缺少程序 iptables。</translation>
    </message>
    <message>
        <source>The program containerd is missing.</source>
        <translation>缺少程序 containerd。</translation>
    </message>
    <message>
        <source>Control groups are not mounted at /sys/fs/cgroup.</source>
        <translation>控制组（cgroup）没有挂载到 /sys/fs/cgroup。</translation>
    </message>
    <message>
        <source>The programs newuidmap and newgidmap are missing.</source>
        <translation>缺少程序 newuidmap 和 newgidmap。</translation>
    </message>
    <message>
        <source>Your user has no range of ids in /etc/subuid and /etc/subgid.</source>
        <translation>您的用户在 /etc/subuid 和 /etc/subgid 中没有 ID 范围。</translation>
    </message>
    <message>
        <source>The program rootlesskit is missing.</source>
        <translation>缺少程序 rootlesskit。</translation>
    </message>
    <message>
        <source>None of slirp4netns, pasta and vpnkit is there.</source>
        <translation>slirp4netns、pasta 和 vpnkit 都不存在。</translation>
    </message>
    <message>
        <source>The device /dev/net/tun is not there, or not for your user.</source>
        <translation>设备 /dev/net/tun 不存在，或您的用户无权使用。</translation>
    </message>
    <message>
        <source>The kernel&apos;s settings forbid user namespaces, perhaps on purpose.</source>
        <translation>内核设置禁止了用户命名空间，可能是有意为之。</translation>
    </message>
    <message>
        <source>XDG_RUNTIME_DIR is not set, or can&apos;t be written: log in as this user itself, not by su or sudo.</source>
        <translation>XDG_RUNTIME_DIR 未设置或不可写：请直接以该用户登录，不要通过 su 或 sudo。</translation>
    </message>
    <message>
        <source>The Engine did not start: it needs root.</source>
        <translation>引擎未能启动：需要 root 权限。</translation>
    </message>
    <message>
        <source>The Engine did not start: the system forbids it to mount or to make networks, as in a container without --privileged.</source>
        <translation>引擎未能启动：系统禁止它挂载或创建网络，像是在没有 --privileged 的容器中。</translation>
    </message>
    <message>
        <source>The Engine did not start: no password was given. Nothing was changed.</source>
        <translation>引擎未能启动：没有输入密码。未做任何更改。</translation>
    </message>
    <message>
        <source>The Engine did not start: a program that it needs is missing.</source>
        <translation>引擎未能启动：缺少所需的程序。</translation>
    </message>
    <message>
        <source>The Engine did not start: the firewall can&apos;t be set. Install iptables, and check that the kernel has its modules.</source>
        <translation>引擎未能启动：无法设置防火墙。请安装 iptables，并检查内核是否有其模块。</translation>
    </message>
    <message>
        <source>The Engine did not start: control groups are not there. Mount them at /sys/fs/cgroup.</source>
        <translation>引擎未能启动：没有控制组（cgroup）。请将其挂载到 /sys/fs/cgroup。</translation>
    </message>
    <message>
        <source>The Engine did not start: its data folder is on a file system that it can&apos;t use. Set another “storage-driver” in the daemon.json there.</source>
        <translation>引擎未能启动：其数据目录位于无法使用的文件系统上。请在该处的 daemon.json 中设置其他“storage-driver”。</translation>
    </message>
    <message>
        <source>The Engine did not start: its containerd does not. Install or update containerd.</source>
        <translation>引擎未能启动：containerd 无法启动。请安装或更新 containerd。</translation>
    </message>
    <message>
        <source>The Engine did not start: another one uses its folder. End that one, then try again.</source>
        <translation>引擎未能启动：另一个引擎正在使用其目录。请结束那个引擎后重试。</translation>
    </message>
    <message>
        <source>The Engine did not start: your user&apos;s ranges of ids can&apos;t be used. Check /etc/subuid and /etc/subgid.</source>
        <translation>引擎未能启动：您的用户的 ID 范围无法使用。请检查 /etc/subuid 和 /etc/subgid。</translation>
    </message>
    <message>
        <source>The Engine did not start: its daemon.json has a mistake. Correct it, then try again.</source>
        <translation>引擎未能启动：其 daemon.json 有错误。请更正后重试。</translation>
    </message>
    <message>
        <source>The Engine did not start: the disk is full. Free some space, then try again.</source>
        <translation>引擎未能启动：磁盘已满。请释放一些空间后重试。</translation>
    </message>
    <message>
        <source>The Engine did not start: every range of private addresses has a route already, perhaps into a VPN. Disconnect it, then try again.</source>
        <translation>引擎未能启动：所有私有地址段都已有路由，可能通往 VPN。请断开 VPN 后重试。</translation>
    </message>
    <message>
        <source>The Engine did not start: its folder can&apos;t be used. Check who owns it.</source>
        <translation>引擎未能启动：其目录无法使用。请检查目录的所有者。</translation>
    </message>
    <message>
        <source>The Engine did not answer within a minute, and was stopped. The machine may be busy: try again.</source>
        <translation>引擎在一分钟内没有应答，已被停止。本机可能正忙，请重试。</translation>
    </message>
    <message>
        <source>The Engine does not end. Its log may tell why.</source>
        <translation>引擎无法结束。原因可查看其日志。</translation>
    </message>
    <message>
        <source>The Engine ended at once. Its log may tell why.</source>
        <translation>引擎一启动就结束了。原因可查看其日志。</translation>
    </message>
    <message>
        <source>nobody listens there</source>
        <translation>没有程序监听</translation>
    </message>
    <message>
        <source>permission denied</source>
        <translation>权限不足</translation>
    </message>
    <message>
        <source>does not respond</source>
        <translation>没有响应</translation>
    </message>
    <message>
        <source>no secure connection</source>
        <translation>无法建立安全连接</translation>
    </message>
    <message>
        <source>does not look like Docker</source>
        <translation>似乎不是 Docker</translation>
    </message>
    <message>
        <source>too old: it speaks API {text}, Portside {oldest} and later</source>
        <translation>版本过旧：其 API 为 {text}，Portside 需要 {oldest} 或更高</translation>
    </message>
    <message>
        <source>too new: it needs API {text}, Portside speaks up to {newest}</source>
        <translation>版本过新：需要 API {text}，Portside 最高支持 {newest}</translation>
    </message>
    <message>
        <source>the connection was lost</source>
        <translation>连接已断开</translation>
    </message>
    <message>
        <source>not an address</source>
        <translation>不是有效地址</translation>
    </message>
    <message>
        <source>Start {product}</source>
        <translation>启动 {product}</translation>
    </message>
    <message>
        <source>{product} did not start: “{text}”.</source>
        <translation>{product} 未能启动：“{text}”。</translation>
    </message>
    <message>
        <source>Nothing on this machine can run an Engine without more ado.</source>
        <translation>本机没有可以直接运行引擎的程序。</translation>
    </message>
    <message>
        <source>answers</source>
        <translation>有应答</translation>
    </message>
    <message>
        <source>no such socket</source>
        <translation>套接字不存在</translation>
    </message>
    <message>
        <source>unknown host</source>
        <translation>未知主机</translation>
    </message>
    <message>
        <source>does not let this user in</source>
        <translation>拒绝当前用户访问</translation>
    </message>
    <message>
        <source>its answers make no sense</source>
        <translation>应答无法理解</translation>
    </message>
    <message>
        <source>answers with an error</source>
        <translation>返回错误</translation>
    </message>
    <message>
        <source>, then: </source>
        <translation>，然后：</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done}/{total}</translation>
    </message>
    <message>
        <source>Cancelled after {done} of {total}</source>
        <translation>完成 {done}/{total} 后取消</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Send {signal} to {name}</source>
        <translation>向 {name} 发送 {signal}</translation>
    </message>
    <message>
        <source>Rename {name} to {new}</source>
        <translation>将 {name} 重命名为 {new}</translation>
    </message>
    <message>
        <source>Tag {name} as {new}</source>
        <translation>为 {name} 添加标签 {new}</translation>
    </message>
    <message>
        <source>Possible while the container runs, and at any time on what is mounted into it</source>
        <translation>容器运行时可用；对挂载到容器中的内容则随时可用</translation>
    </message>
    <message>
        <source>{name} does not run</source>
        <translation>{name} 未在运行</translation>
    </message>
    <message>
        <source>{name} is paused</source>
        <translation>{name} 已暂停</translation>
    </message>
    <message>
        <source>Only while {name} runs can its files be renamed, moved and deleted.</source>
        <translation>只有在 {name} 运行时才能重命名、移动和删除其文件。</translation>
    </message>
    <message>
        <source>Docker can add files to a container that does not run, and replace them, but has no way to take any away: that takes a program that runs in it. What lies on volumes and in mounted folders can be changed at any time.</source>
        <translation>Docker 可以向未运行的容器添加或替换文件，但无法移除文件：这需要在容器中运行的程序。卷和挂载文件夹中的内容随时可以更改。</translation>
    </message>
    <message>
        <source>Start {name}</source>
        <translation>启动 {name}</translation>
    </message>
    <message>
        <source>Stop {name}</source>
        <translation>停止 {name}</translation>
    </message>
    <message>
        <source>Restart {name}</source>
        <translation>重启 {name}</translation>
    </message>
    <message>
        <source>Pause {name}</source>
        <translation>暂停 {name}</translation>
    </message>
    <message>
        <source>Unpause {name}</source>
        <translation>取消暂停 {name}</translation>
    </message>
    <message>
        <source>Kill {name}</source>
        <translation>强制终止 {name}</translation>
    </message>
    <message>
        <source>New folder in {path}</source>
        <translation>在 {path} 中新建文件夹</translation>
    </message>
    <message>
        <source>Make folder</source>
        <translation>新建文件夹</translation>
    </message>
    <message>
        <source>Rename {name}</source>
        <translation>重命名 {name}</translation>
    </message>
    <message>
        <source>In {place}</source>
        <translation>位于 {place}</translation>
    </message>
    <message>
        <source>A name has no slash, and is neither . nor ..</source>
        <translation>名称不能含斜杠，也不能是 . 或 ..</translation>
    </message>
    <message>
        <source>A name has at most 255 bytes.</source>
        <translation>名称最多 255 字节。</translation>
    </message>
    <message>
        <source>{name} is there already.</source>
        <translation>{name} 已存在。</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>删除 {name}</translation>
    </message>
    <message>
        <source>Tag {name}</source>
        <translation>为 {name} 添加标签</translation>
    </message>
    <message>
        <source>Untag {name}</source>
        <translation>移除标签 {name}</translation>
    </message>
    <message>
        <source>Run {name}</source>
        <translation>运行 {name}</translation>
    </message>
    <message>
        <source>Stars</source>
        <translation>星标</translation>
    </message>
    <message>
        <source>Official</source>
        <translation>官方</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Pull {name}</source>
        <translation>拉取 {name}</translation>
    </message>
    <message>
        <source>official</source>
        <translation>官方</translation>
    </message>
    <message>
        <source>Load {name}</source>
        <translation>载入 {name}</translation>
    </message>
    <message>
        <source>Pack {name}</source>
        <translation>打包 {name}</translation>
    </message>
    <message>
        <source>Measure volumes</source>
        <translation>统计卷的大小</translation>
    </message>
    <message>
        <source>Prune {name}</source>
        <translation>清理 {name}</translation>
    </message>
    <message>
        <source>Send a signal to a process of {name}</source>
        <translation>向 {name} 的进程发送信号</translation>
    </message>
    <message>
        <source>Sent a signal to a process of {name}</source>
        <translation>已向 {name} 的进程发送信号</translation>
    </message>
    <message>
        <source>Update {name}</source>
        <translation>更新 {name}</translation>
    </message>
    <message>
        <source>Updated {name}</source>
        <translation>已更新 {name}</translation>
    </message>
    <message>
        <source>Run the health check of {name}</source>
        <translation>运行 {name} 的健康检查</translation>
    </message>
    <message>
        <source>Ran the health check of {name}</source>
        <translation>已运行 {name} 的健康检查</translation>
    </message>
    <message>
        <source>Save the logs of {count} containers, merged</source>
        <translation>保存 {count} 个容器的合并日志</translation>
    </message>
    <message>
        <source>Save the log of {name}</source>
        <translation>保存 {name} 的日志</translation>
    </message>
    <message>
        <source>Save the logs of all {count}, merged</source>
        <translation>合并保存全部 {count} 个容器的日志</translation>
    </message>
    <message>
        <source>Logs ({patterns})</source>
        <translation>日志 ({patterns})</translation>
    </message>
    <message>
        <source>Saved the log of {name}</source>
        <translation>已保存 {name} 的日志</translation>
    </message>
    <message>
        <source>Create container {name}</source>
        <translation>创建容器 {name}</translation>
    </message>
    <message>
        <source>Create image {name}</source>
        <translation>创建镜像 {name}</translation>
    </message>
    <message>
        <source>Create network {name}</source>
        <translation>创建网络 {name}</translation>
    </message>
    <message>
        <source>Create volume {name}</source>
        <translation>创建卷 {name}</translation>
    </message>
    <message numerus="yes">
        <source>Start %n container(s)</source>
        <translation>
            <numerusform>启动 %n 个容器</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stop %n container(s)</source>
        <translation>
            <numerusform>停止 %n 个容器</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Restart %n container(s)</source>
        <translation>
            <numerusform>重启 %n 个容器</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Pause %n container(s)</source>
        <translation>
            <numerusform>暂停 %n 个容器</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Unpause %n container(s)</source>
        <translation>
            <numerusform>取消暂停 %n 个容器</numerusform>
        </translation>
    </message>
    <message>
        <source>It stays stopped when it ends.</source>
        <translation>结束后保持停止。</translation>
    </message>
    <message>
        <source>It starts again when it ends with an error.</source>
        <translation>出错结束时重新启动。</translation>
    </message>
    <message>
        <source>It starts again whenever it ends, and with the Engine.</source>
        <translation>每次结束后都重新启动，也随引擎启动。</translation>
    </message>
    <message>
        <source>As always, but not after it was stopped.</source>
        <translation>与 always 相同，但被停止后不再启动。</translation>
    </message>
    <message numerus="yes">
        <source>Update container(s)</source>
        <translation>
            <numerusform>更新容器</numerusform>
        </translation>
    </message>
    <message>
        <source>Update</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>&amp;Memory</source>
        <translation>内存(&amp;M)</translation>
    </message>
    <message>
        <source>Memory and &amp;swap</source>
        <translation>内存和交换(&amp;S)</translation>
    </message>
    <message>
        <source>Memory &amp;reservation</source>
        <translation>内存预留(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Processes (PIDs)</source>
        <translation>进程数（PID）(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;CPUs</source>
        <translation>CPU 数(&amp;C)</translation>
    </message>
    <message>
        <source>CPU s&amp;hares</source>
        <translation>CPU 份额(&amp;H)</translation>
    </message>
    <message>
        <source>R&amp;estart policy</source>
        <translation>重启策略(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Attempts</source>
        <translation>尝试次数(&amp;A)</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>各不相同</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>无限制</translation>
    </message>
    <message>
        <source>Update container {name}</source>
        <translation>更新容器 {name}</translation>
    </message>
    <message numerus="yes">
        <source>Update %n container(s)</source>
        <translation>
            <numerusform>更新 %n 个容器</numerusform>
        </translation>
    </message>
    <message>
        <source>The Engine can&apos;t take it away: type all that the machine has.</source>
        <translation>引擎无法取消此限制：请填入整台机器的内存大小。</translation>
    </message>
    <message>
        <source>No limit: as much as the machine has.</source>
        <translation>无限制：可用主机的全部内存。</translation>
    </message>
    <message>
        <source>At least 6m: with less, no container starts.</source>
        <translation>至少 6m：再少则容器无法启动。</translation>
    </message>
    <message>
        <source>More than memory and swap together: raise that, too.</source>
        <translation>超过内存与交换的总和：请一并提高。</translation>
    </message>
    <message>
        <source>Beyond it, processes are killed.</source>
        <translation>超出时，进程会被强制终止。</translation>
    </message>
    <message>
        <source>The Engine can&apos;t take it away: -1 is swap without limit.</source>
        <translation>引擎无法取消此限制：填 -1 表示交换无限制。</translation>
    </message>
    <message>
        <source>-1 is swap without limit, from its next start on.</source>
        <translation>-1 表示交换无限制，从下次启动起生效。</translation>
    </message>
    <message>
        <source>Needs a limit of memory, too.</source>
        <translation>还需要设置内存上限。</translation>
    </message>
    <message>
        <source>Counts both: not less than memory alone.</source>
        <translation>两者合计：不能小于内存本身。</translation>
    </message>
    <message>
        <source>Both together: the same as memory is no swap at all.</source>
        <translation>两者合计：与内存相同即完全不用交换。</translation>
    </message>
    <message>
        <source>The Engine can&apos;t take it away: type all the memory that it may have.</source>
        <translation>引擎无法取消此限制：请填入容器可用的全部内存大小。</translation>
    </message>
    <message>
        <source>What it is held to when memory is scarce.</source>
        <translation>内存紧张时的约束值。</translation>
    </message>
    <message>
        <source>Not more than its limit of memory.</source>
        <translation>不能超过内存上限。</translation>
    </message>
    <message>
        <source>No limit.</source>
        <translation>无限制。</translation>
    </message>
    <message>
        <source>A whole number above 0, or -1 for no limit.</source>
        <translation>大于 0 的整数，或 -1 表示无限制。</translation>
    </message>
    <message>
        <source>The Engine can&apos;t take it away: type how many the machine has.</source>
        <translation>引擎无法取消此限制：请填入整台机器的 CPU 数。</translation>
    </message>
    <message>
        <source>No limit: all that the machine has.</source>
        <translation>无限制：可用主机的全部 CPU。</translation>
    </message>
    <message>
        <source>A number such as 1.5, at least 0.01.</source>
        <translation>例如 1.5 的数，至少 0.01。</translation>
    </message>
    <message>
        <source>How many it may keep busy, also in parts.</source>
        <translation>可占用的 CPU 数，可为小数。</translation>
    </message>
    <message>
        <source>The Engine can&apos;t take it away: 1024 is the same.</source>
        <translation>引擎无法取消此设置：填 1024 效果相同。</translation>
    </message>
    <message>
        <source>1024 where nothing is said.</source>
        <translation>未指定时为 1024。</translation>
    </message>
    <message>
        <source>A whole number from 2 to 262144.</source>
        <translation>2 到 262144 的整数。</translation>
    </message>
    <message>
        <source>Its weight when CPUs are scarce.</source>
        <translation>CPU 紧张时的权重。</translation>
    </message>
    <message>
        <source>Of on-failure only.</source>
        <translation>仅用于 on-failure。</translation>
    </message>
    <message>
        <source>Without end.</source>
        <translation>不限次数。</translation>
    </message>
    <message>
        <source>A whole number.</source>
        <translation>整数。</translation>
    </message>
    <message>
        <source>A size is like 64m or 1.5g.</source>
        <translation>大小形如 64m 或 1.5g。</translation>
    </message>
    <message numerus="yes">
        <source>Updated %n container(s)</source>
        <translation>
            <numerusform>已更新 %n 个容器</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Updated {done} of %n container(s)</source>
        <translation>
            <numerusform>已更新 %n 个容器中的 {done} 个</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %n container(s)</source>
        <translation>
            <numerusform>删除 %n 个容器</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %n image(s)</source>
        <translation>
            <numerusform>删除 %n 个镜像</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %n network(s)</source>
        <translation>
            <numerusform>删除 %n 个网络</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %n volume(s)</source>
        <translation>
            <numerusform>删除 %n 个卷</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Untag %n image name(s)</source>
        <translation>
            <numerusform>移除 %n 个镜像标签</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Prune %n object(s)</source>
        <translation>
            <numerusform>清理 %n 个对象</numerusform>
        </translation>
    </message>
    <message>
        <source>{verb} on {count} objects</source>
        <translation>{verb}：{count} 个对象</translation>
    </message>
    <message>
        <source>Cancelled here. The Engine may have it finished all the same.</source>
        <translation>已在此取消。引擎仍可能将其完成。</translation>
    </message>
    <message>
        <source>Renamed to {new}</source>
        <translation>已重命名为 {new}</translation>
    </message>
    <message>
        <source>Save {name} to {file}</source>
        <translation>将 {name} 保存到 {file}</translation>
    </message>
    <message>
        <source>Saved {name} to {file}</source>
        <translation>已将 {name} 保存到 {file}</translation>
    </message>
    <message>
        <source>Save the logs of {name} to {file}</source>
        <translation>将 {name} 的日志保存到 {file}</translation>
    </message>
    <message>
        <source>Saved the logs of {name} to {file}</source>
        <translation>已将 {name} 的日志保存到 {file}</translation>
    </message>
    <message>
        <source>Export {name} to {file}</source>
        <translation>将 {name} 导出到 {file}</translation>
    </message>
    <message>
        <source>Exported {name} to {file}</source>
        <translation>已将 {name} 导出到 {file}</translation>
    </message>
    <message>
        <source>Commit {name} to {new}</source>
        <translation>将 {name} 提交为 {new}</translation>
    </message>
    <message>
        <source>Committed to {new}</source>
        <translation>已提交为 {new}</translation>
    </message>
    <message>
        <source>Tagged as {new}</source>
        <translation>已添加标签 {new}</translation>
    </message>
    <message>
        <source>Connect {name} to {network}</source>
        <translation>将 {name} 连接到 {network}</translation>
    </message>
    <message>
        <source>Connected {name} to {network}</source>
        <translation>已将 {name} 连接到 {network}</translation>
    </message>
    <message>
        <source>Disconnect {name} from {network}</source>
        <translation>将 {name} 从 {network} 断开</translation>
    </message>
    <message>
        <source>Disconnected {name} from {network}</source>
        <translation>已将 {name} 从 {network} 断开</translation>
    </message>
    <message>
        <source>{name} is up to date already</source>
        <translation>{name} 已是最新</translation>
    </message>
    <message>
        <source>Pulled a newer {name}</source>
        <translation>已拉取更新的 {name}</translation>
    </message>
    <message>
        <source>Pushed {name} as {digest}</source>
        <translation>已推送 {name}，摘要 {digest}</translation>
    </message>
    <message>
        <source>the private Engine</source>
        <translation>私有引擎</translation>
    </message>
    <message>
        <source>Started {name}</source>
        <translation>已启动 {name}</translation>
    </message>
    <message>
        <source>Stopped {name}</source>
        <translation>已停止 {name}</translation>
    </message>
    <message>
        <source>Restarted {name}</source>
        <translation>已重启 {name}</translation>
    </message>
    <message>
        <source>Paused {name}</source>
        <translation>已暂停 {name}</translation>
    </message>
    <message>
        <source>Unpaused {name}</source>
        <translation>已取消暂停 {name}</translation>
    </message>
    <message>
        <source>Sent {signal} to {name}</source>
        <translation>已向 {name} 发送 {signal}</translation>
    </message>
    <message>
        <source>Killed {name}</source>
        <translation>已强制终止 {name}</translation>
    </message>
    <message>
        <source>Renamed {name}</source>
        <translation>已重命名 {name}</translation>
    </message>
    <message>
        <source>Removed {name}</source>
        <translation>已删除 {name}</translation>
    </message>
    <message>
        <source>Tagged {name}</source>
        <translation>已为 {name} 添加标签</translation>
    </message>
    <message>
        <source>Untagged {name}</source>
        <translation>已移除标签 {name}</translation>
    </message>
    <message>
        <source>Pulled {name}</source>
        <translation>已拉取 {name}</translation>
    </message>
    <message>
        <source>Loaded {name}</source>
        <translation>已载入 {name}</translation>
    </message>
    <message>
        <source>Packed {name}</source>
        <translation>已打包 {name}</translation>
    </message>
    <message>
        <source>Measured volumes</source>
        <translation>已统计卷的大小</translation>
    </message>
    <message>
        <source>Pulled {name} for {platform}: the name now means that image</source>
        <translation>已拉取 {platform} 平台的 {name}：该名称现在指向这个镜像</translation>
    </message>
    <message>
        <source>Created {name}</source>
        <translation>已创建 {name}</translation>
    </message>
    <message numerus="yes">
        <source>Started %n container(s)</source>
        <translation>
            <numerusform>已启动 %n 个容器</numerusform>
        </translation>
    </message>
    <message>
        <source>Push {name}</source>
        <translation>推送 {name}</translation>
    </message>
    <message>
        <source>Pushed {name}</source>
        <translation>已推送 {name}</translation>
    </message>
    <message>
        <source>Sign in to {name}</source>
        <translation>登录 {name}</translation>
    </message>
    <message>
        <source>Signed in to {name}</source>
        <translation>已登录 {name}</translation>
    </message>
    <message>
        <source>Sign out of {name}</source>
        <translation>退出登录 {name}</translation>
    </message>
    <message>
        <source>Signed out of {name}</source>
        <translation>已退出登录 {name}</translation>
    </message>
    <message>
        <source>Build {name}</source>
        <translation>构建 {name}</translation>
    </message>
    <message>
        <source>Built {name}</source>
        <translation>已构建 {name}</translation>
    </message>
    <message>
        <source>Save {name}</source>
        <translation>保存 {name}</translation>
    </message>
    <message>
        <source>Saved {name}</source>
        <translation>已保存 {name}</translation>
    </message>
    <message>
        <source>Export {name}</source>
        <translation>导出 {name}</translation>
    </message>
    <message>
        <source>Exported {name}</source>
        <translation>已导出 {name}</translation>
    </message>
    <message>
        <source>Import {name}</source>
        <translation>导入 {name}</translation>
    </message>
    <message>
        <source>Imported {name}</source>
        <translation>已导入 {name}</translation>
    </message>
    <message>
        <source>Commit {name}</source>
        <translation>提交 {name}</translation>
    </message>
    <message>
        <source>Committed {name}</source>
        <translation>已提交 {name}</translation>
    </message>
    <message>
        <source>Copy {name}</source>
        <translation>复制 {name}</translation>
    </message>
    <message>
        <source>Copied {name}</source>
        <translation>已复制 {name}</translation>
    </message>
    <message>
        <source>Make folder {name}</source>
        <translation>新建文件夹 {name}</translation>
    </message>
    <message>
        <source>Made folder {name}</source>
        <translation>已新建文件夹 {name}</translation>
    </message>
    <message>
        <source>Delete {name}</source>
        <translation>删除 {name}</translation>
    </message>
    <message>
        <source>Deleted {name}</source>
        <translation>已删除 {name}</translation>
    </message>
    <message>
        <source>Write {name}</source>
        <translation>写入 {name}</translation>
    </message>
    <message>
        <source>Wrote {name}</source>
        <translation>已写入 {name}</translation>
    </message>
    <message>
        <source>Download {name}</source>
        <translation>下载 {name}</translation>
    </message>
    <message>
        <source>Downloaded {name}</source>
        <translation>已下载 {name}</translation>
    </message>
    <message>
        <source>Test who reaches whom: {name}</source>
        <translation>测试连通性：{name}</translation>
    </message>
    <message>
        <source>Tested who reaches whom: {name}</source>
        <translation>已测试连通性：{name}</translation>
    </message>
    <message>
        <source>SSH between {name}</source>
        <translation>{name} 之间的 SSH</translation>
    </message>
    <message>
        <source>SSH works between {name}</source>
        <translation>{name} 之间的 SSH 已可用</translation>
    </message>
    <message>
        <source>&amp;Advertised address</source>
        <translation>通告地址(&amp;A)</translation>
    </message>
    <message>
        <source>An address or interface of the Engine&apos;s machine, by which others reach it. Left empty, the Engine chooses.</source>
        <translation>引擎所在机器的地址或网络接口，供其他节点访问。留空则由引擎选择。</translation>
    </message>
    <message>
        <source>What it changes</source>
        <translation>会发生的变化</translation>
    </message>
    <message>
        <source>The way back</source>
        <translation>如何还原</translation>
    </message>
    <message>
        <source>Initialise a Swarm</source>
        <translation>初始化 Swarm</translation>
    </message>
    <message>
        <source>Initialise</source>
        <translation>初始化</translation>
    </message>
    <message>
        <source>This Engine becomes the manager of a new Swarm of one.</source>
        <translation>此引擎成为一个单节点新 Swarm 的管理节点。</translation>
    </message>
    <message>
        <source>It listens on port 2377, and on 7946 and 4789 for other Engines that join. Containers, images and volumes stay as they are.</source>
        <translation>它会监听端口 2377，以及供其他引擎加入的 7946 和 4789。容器、镜像和卷保持不变。</translation>
    </message>
    <message>
        <source>It gets the networks ingress and docker_gwbridge.</source>
        <translation>会新增网络 ingress 和 docker_gwbridge。</translation>
    </message>
    <message>
        <source>Network, Leave the Swarm…: it takes the overlay networks, and services, secrets and configs, along. docker_gwbridge stays, and can be removed.</source>
        <translation>“网络”菜单中的“离开 Swarm…”：overlay 网络、服务、机密和配置会一并消失。docker_gwbridge 会保留，可以删除。</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>加入</translation>
    </message>
    <message>
        <source>&amp;Manager</source>
        <translation>管理节点(&amp;M)</translation>
    </message>
    <message>
        <source>The address of a manager, with its port.</source>
        <translation>某个管理节点的地址及端口。</translation>
    </message>
    <message>
        <source>&amp;Token</source>
        <translation>令牌(&amp;T)</translation>
    </message>
    <message>
        <source>docker swarm join-token worker, or manager, shows it on a manager.</source>
        <translation>在管理节点上用 docker swarm join-token worker（或 manager）查看。</translation>
    </message>
    <message>
        <source>The Swarm&apos;s managers may run services on this Engine from then on.</source>
        <translation>此后 Swarm 的管理节点可以在此引擎上运行服务。</translation>
    </message>
    <message>
        <source>Overlay networks are created on a manager: take its token to create them.</source>
        <translation>overlay 网络须在管理节点上创建：要创建请使用管理节点的令牌。</translation>
    </message>
    <message>
        <source>Network, Leave the Swarm…: the Swarm goes on without this Engine.</source>
        <translation>“网络”菜单中的“离开 Swarm…”：Swarm 会在没有此引擎的情况下继续运行。</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>离开</translation>
    </message>
    <message>
        <source>What goes</source>
        <translation>将会消失的内容</translation>
    </message>
    <message>
        <source>&amp;Leave by force</source>
        <translation>强制离开(&amp;L)</translation>
    </message>
    <message>
        <source>A manager leaves by force only.</source>
        <translation>管理节点只能强制离开。</translation>
    </message>
    <message>
        <source>This Engine is in no Swarm.</source>
        <translation>此引擎不在任何 Swarm 中。</translation>
    </message>
    <message>
        <source>The networks {names}.</source>
        <translation>网络 {names}。</translation>
    </message>
    <message>
        <source>It is the last manager: the Swarm ends, with services, secrets and configs.</source>
        <translation>这是最后一个管理节点：Swarm 连同服务、机密和配置都将终止。</translation>
    </message>
    <message numerus="yes">
        <source>%n manager(s) (is|are) left to the Swarm.</source>
        <translation>
            <numerusform>Swarm 还剩 %n 个管理节点。</numerusform>
        </translation>
    </message>
    <message>
        <source>That is no majority: nothing can be changed in the Swarm any more. Demote this one before, by docker node demote on another manager.</source>
        <translation>这不足多数：之后 Swarm 将无法再更改。请先在另一个管理节点上用 docker node demote 将此节点降级。</translation>
    </message>
    <message>
        <source>Services stop here. Containers of yours stay.</source>
        <translation>服务会在此停止。您自己的容器会保留。</translation>
    </message>
    <message>
        <source>This Engine is a manager of a Swarm already. It has to leave that one first.</source>
        <translation>此引擎已是某个 Swarm 的管理节点，须先离开。</translation>
    </message>
    <message>
        <source>This Engine is in a Swarm already. It has to leave that one first.</source>
        <translation>此引擎已在某个 Swarm 中，须先离开。</translation>
    </message>
    <message>
        <source>An address is like 192.168.1.10, an interface like eth0.</source>
        <translation>地址形如 192.168.1.10，接口形如 eth0。</translation>
    </message>
    <message>
        <source>A manager is like 192.168.1.10:2377.</source>
        <translation>管理节点形如 192.168.1.10:2377。</translation>
    </message>
    <message>
        <source>A token begins with SWMTKN-1-.</source>
        <translation>令牌以 SWMTKN-1- 开头。</translation>
    </message>
    <message>
        <source>Initialised a Swarm</source>
        <translation>已初始化 Swarm</translation>
    </message>
    <message>
        <source>Join a Swarm</source>
        <translation>加入 Swarm</translation>
    </message>
    <message>
        <source>Joined a Swarm</source>
        <translation>已加入 Swarm</translation>
    </message>
    <message>
        <source>Leave the Swarm</source>
        <translation>离开 Swarm</translation>
    </message>
    <message>
        <source>Left the Swarm</source>
        <translation>已离开 Swarm</translation>
    </message>
    <message>
        <source>Pushed {name}: every layer was there already. Its digest is {digest}</source>
        <translation>已推送 {name}：所有层在仓库服务器中均已存在。摘要为 {digest}</translation>
    </message>
    <message numerus="yes">
        <source>Stopped %n container(s)</source>
        <translation>
            <numerusform>已停止 %n 个容器</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Restarted %n container(s)</source>
        <translation>
            <numerusform>已重启 %n 个容器</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Paused %n container(s)</source>
        <translation>
            <numerusform>已暂停 %n 个容器</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Unpaused %n container(s)</source>
        <translation>
            <numerusform>已取消暂停 %n 个容器</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Killed %n container(s)</source>
        <translation>
            <numerusform>已强制终止 %n 个容器</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Connect %n container(s)</source>
        <translation>
            <numerusform>连接 %n 个容器</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Connected %n container(s)</source>
        <translation>
            <numerusform>已连接 %n 个容器</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Connected {done} of %n container(s)</source>
        <translation>
            <numerusform>已连接 {done}/%n 个容器</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Disconnect %n container(s)</source>
        <translation>
            <numerusform>断开 %n 个容器</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Disconnected %n container(s)</source>
        <translation>
            <numerusform>已断开 %n 个容器</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Disconnected {done} of %n container(s)</source>
        <translation>
            <numerusform>已断开 {done}/%n 个容器</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Removed %n container(s)</source>
        <translation>
            <numerusform>已删除 %n 个容器</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Removed %n image(s)</source>
        <translation>
            <numerusform>已删除 %n 个镜像</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Removed %n network(s)</source>
        <translation>
            <numerusform>已删除 %n 个网络</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Removed %n volume(s)</source>
        <translation>
            <numerusform>已删除 %n 个卷</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Load %n archive(s)</source>
        <translation>
            <numerusform>载入 %n 个归档</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Loaded %n archive(s)</source>
        <translation>
            <numerusform>已载入 %n 个归档</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Loaded {done} of %n archive(s)</source>
        <translation>
            <numerusform>已载入 %n 个归档中的 {done} 个</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Untagged %n image name(s)</source>
        <translation>
            <numerusform>已移除 %n 个镜像标签</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Done on all %n object(s)</source>
        <translation>
            <numerusform>%n 个对象已全部完成</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Started {done} of %n container(s)</source>
        <translation>
            <numerusform>已启动 {done}/%n 个容器</numerusform>
        </translation>
    </message>
    <message>
        <source>Move {name}</source>
        <translation>移动 {name}</translation>
    </message>
    <message>
        <source>Moved {name}</source>
        <translation>已移动 {name}</translation>
    </message>
    <message>
        <source>Install OpenSSH in {name}</source>
        <translation>在 {name} 中安装 OpenSSH</translation>
    </message>
    <message>
        <source>Installed OpenSSH in {name}</source>
        <translation>已在 {name} 中安装 OpenSSH</translation>
    </message>
    <message>
        <source>Take SSH keys out of {name}</source>
        <translation>从 {name} 中移除 SSH 密钥</translation>
    </message>
    <message>
        <source>Took SSH keys out of {name}</source>
        <translation>已从 {name} 中移除 SSH 密钥</translation>
    </message>
    <message>
        <source>Connect {name}</source>
        <translation>连接 {name}</translation>
    </message>
    <message>
        <source>Connected {name}</source>
        <translation>已连接 {name}</translation>
    </message>
    <message>
        <source>Disconnect {name}</source>
        <translation>断开 {name}</translation>
    </message>
    <message>
        <source>Disconnected {name}</source>
        <translation>已断开 {name}</translation>
    </message>
    <message numerus="yes">
        <source>Stopped {done} of %n container(s)</source>
        <translation>
            <numerusform>已停止 {done}/%n 个容器</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Restarted {done} of %n container(s)</source>
        <translation>
            <numerusform>已重启 {done}/%n 个容器</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Paused {done} of %n container(s)</source>
        <translation>
            <numerusform>已暂停 {done}/%n 个容器</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Unpaused {done} of %n container(s)</source>
        <translation>
            <numerusform>已取消暂停 {done}/%n 个容器</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Killed {done} of %n container(s)</source>
        <translation>
            <numerusform>已强制终止 {done}/%n 个容器</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Removed {done} of %n container(s)</source>
        <translation>
            <numerusform>已删除 {done}/%n 个容器</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Removed {done} of %n image(s)</source>
        <translation>
            <numerusform>已删除 {done}/%n 个镜像</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Removed {done} of %n network(s)</source>
        <translation>
            <numerusform>已删除 {done}/%n 个网络</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Removed {done} of %n volume(s)</source>
        <translation>
            <numerusform>已删除 {done}/%n 个卷</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Untagged {done} of %n image name(s)</source>
        <translation>
            <numerusform>已移除 {done}/%n 个镜像标签</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Done on {done} of %n object(s)</source>
        <translation>
            <numerusform>已完成 {done}/%n 个对象</numerusform>
        </translation>
    </message>
    <message>
        <source>Running only</source>
        <translation>仅运行中</translation>
    </message>
    <message>
        <source>Show containers that run, and hide the others</source>
        <translation>只显示运行中的容器，隐藏其他容器</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>Filter: part of a path</source>
        <translation>筛选：路径的一部分</translation>
    </message>
    <message>
        <source>Show these ({letter})</source>
        <translation>显示这些 ({letter})</translation>
    </message>
    <message>
        <source>A running Windows container does not tell</source>
        <translation>运行中的 Windows 容器不提供此信息</translation>
    </message>
    <message>
        <source>Its changes can be listed when it is stopped.</source>
        <translation>停止后可以列出其更改。</translation>
    </message>
    <message>
        <source>No differences</source>
        <translation>没有差异</translation>
    </message>
    <message>
        <source>Its files are those of its image; volumes do not count.</source>
        <translation>其文件与镜像一致；卷不计在内。</translation>
    </message>
    <message>
        <source>Nothing matches the filter</source>
        <translation>没有符合筛选条件的内容</translation>
    </message>
    <message>
        <source>Cannot list the changes of {what}</source>
        <translation>无法列出{what} 的更改</translation>
    </message>
    <message>
        <source>{shown} of {total}</source>
        <translation>{shown}/{total}</translation>
    </message>
    <message>
        <source>{counts} · {age}</source>
        <translation>{counts} · {age}</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>Filter: name, state:running, label:x=y, network:…, image:…</source>
        <translation>筛选：名称、state:running、label:x=y、network:…、image:…</translation>
    </message>
    <message>
        <source>Filter: name, is:unused, is:dangling, label:x=y</source>
        <translation>筛选：名称、is:unused、is:dangling、label:x=y</translation>
    </message>
    <message>
        <source>Filter: name, driver:bridge, is:internal, is:unused</source>
        <translation>筛选：名称、driver:bridge、is:internal、is:unused</translation>
    </message>
    <message>
        <source>Filter: name, is:unused, is:anonymous, label:x=y</source>
        <translation>筛选：名称、is:unused、is:anonymous、label:x=y</translation>
    </message>
    <message>
        <source>Reset columns</source>
        <translation>重置列</translation>
    </message>
    <message>
        <source>Docker is not running at {where}: there is no such socket.</source>
        <translation>{where} 没有运行 Docker：套接字不存在。</translation>
    </message>
    <message>
        <source>Start Docker, or choose another place. Where Docker is missing, install it.</source>
        <translation>请启动 Docker，或选择其他位置。如果尚未安装 Docker，请先安装。</translation>
    </message>
    <message>
        <source>Cannot find {where}: its host name is unknown.</source>
        <translation>找不到 {where}：主机名未知。</translation>
    </message>
    <message>
        <source>Check the address, and the network or VPN that it belongs to.</source>
        <translation>请检查地址，以及它所在的网络或 VPN。</translation>
    </message>
    <message>
        <source>Docker is not running at {where}: nobody listens there.</source>
        <translation>{where} 没有运行 Docker：没有程序监听。</translation>
    </message>
    <message>
        <source>Start Docker there, or choose another place.</source>
        <translation>请在那里启动 Docker，或选择其他位置。</translation>
    </message>
    <message>
        <source>This user may not use {where}.</source>
        <translation>当前用户无权使用 {where}。</translation>
    </message>
    <message>
        <source>Docker does not respond at {where}.</source>
        <translation>{where} 的 Docker 没有响应。</translation>
    </message>
    <message>
        <source>It may be busy or hang. If it stays so, restart Docker there.</source>
        <translation>它可能正忙或已停滞。如果一直如此，请在那里重启 Docker。</translation>
    </message>
    <message>
        <source>What answers at {where} does not look like Docker.</source>
        <translation>在 {where} 应答的似乎不是 Docker。</translation>
    </message>
    <message>
        <source>It said “{text}”. Check the address and the port.</source>
        <translation>它返回“{text}”。请检查地址和端口。</translation>
    </message>
    <message>
        <source>The Engine at {where} is too old: it speaks API {theirs}, and Portside needs {ours} at least.</source>
        <translation>{where} 的引擎版本过旧：其 API 为 {theirs}，Portside 至少需要 {ours}。</translation>
    </message>
    <message>
        <source>The private Engine has ended by itself.</source>
        <translation>私有引擎已自行结束。</translation>
    </message>
    <message>
        <source>Its containers have stopped, too. Its data stay.</source>
        <translation>其中的容器也已停止，数据仍会保留。</translation>
    </message>
    <message>
        <source>Update Docker there.</source>
        <translation>请更新那里的 Docker。</translation>
    </message>
    <message>
        <source>The Engine at {where} is too new: it needs API {theirs} at least, and this Portside speaks up to {ours}.</source>
        <translation>{where} 的引擎版本过新：至少需要 API {theirs}，而此版本的 Portside 最高支持 {ours}。</translation>
    </message>
    <message>
        <source>Update Portside.</source>
        <translation>请更新 Portside。</translation>
    </message>
    <message>
        <source>The connection to {where} was lost.</source>
        <translation>与 {where} 的连接已断开。</translation>
    </message>
    <message>
        <source>Whether what was under way has been done is unknown: once connected again, the lists show what is.</source>
        <translation>不清楚进行中的操作是否已完成；重新连接后，请以列表为准。</translation>
    </message>
    <message>
        <source>The docker context {name} can&apos;t be used: {text}.</source>
        <translation>无法使用 docker 上下文 {name}：{text}。</translation>
    </message>
    <message>
        <source>“docker context ls” lists those that there are.</source>
        <translation>“docker context ls”会列出现有的上下文。</translation>
    </message>
    <message>
        <source>The address {where} can&apos;t be used: {text}</source>
        <translation>地址 {where} 无法使用：{text}</translation>
    </message>
    <message>
        <source>An address looks like unix:///var/run/docker.sock, tcp://host:2376 or ssh://user@host.</source>
        <translation>地址形如 unix:///var/run/docker.sock、tcp://host:2376 或 ssh://user@host。</translation>
    </message>
    <message>
        <source>The Engine at {where} does not let this user in.</source>
        <translation>{where} 的引擎拒绝当前用户访问。</translation>
    </message>
    <message>
        <source>The answers of the Engine at {where} make no sense.</source>
        <translation>{where} 的引擎的应答无法理解。</translation>
    </message>
    <message>
        <source>The Engine at {where} answers with an error.</source>
        <translation>{where} 的引擎返回错误。</translation>
    </message>
    <message>
        <source>It said “{text}”.</source>
        <translation>它返回“{text}”。</translation>
    </message>
    <message>
        <source>The host at {where} can&apos;t be trusted: {text}</source>
        <translation>{where} 的主机不可信任：{text}</translation>
    </message>
    <message>
        <source>Its key is unknown or has changed. Compare its fingerprint with one that you trust, then connect to it once with ssh in a terminal.</source>
        <translation>其密钥未知或已更改。请将其指纹与您信任的指纹比对，然后在终端中用 ssh 连接一次。</translation>
    </message>
    <message>
        <source>No secure connection to {where}: {text}</source>
        <translation>无法与 {where} 建立安全连接：{text}</translation>
    </message>
    <message>
        <source>Check the certificates (DOCKER_CERT_PATH, or those of the docker context), and whether that port speaks TLS.</source>
        <translation>请检查证书（DOCKER_CERT_PATH，或 docker 上下文中的证书），以及该端口是否支持 TLS。</translation>
    </message>
    <message>
        <source>To join it, run {command} in a terminal.</source>
        <translation>要加入该组，请在终端中运行 {command}。</translation>
    </message>
    <message>
        <source>ssh says “{text}”. Portside never asks for a password there: load a key into the ssh agent.</source>
        <translation>ssh 返回“{text}”。Portside 不会为 ssh 询问密码：请将密钥载入 ssh 代理（ssh-agent）。</translation>
    </message>
    <message>
        <source>The system says “{text}”. Ask its administrator for access.</source>
        <translation>系统返回“{text}”。请向管理员申请访问权限。</translation>
    </message>
    <message>
        <source>Only root and the group {group} may use the socket, and {user} is not a member.</source>
        <translation>只有 root 和 {group} 组可以使用该套接字，而 {user} 不是其成员。</translation>
    </message>
    <message>
        <source>The socket {path} belongs to root alone. Use rootless Docker, or let the administrator give it to a group.</source>
        <translation>套接字 {path} 只属于 root。请使用 rootless Docker，或请管理员将它授予某个组。</translation>
    </message>
    <message>
        <source>{user} is a member of the group {group}, but not yet in this session: log out and in again.</source>
        <translation>{user} 是 {group} 组的成员，但在本次会话中尚未生效：请注销并重新登录。</translation>
    </message>
    <message>
        <source>No containers yet</source>
        <translation>还没有容器</translation>
    </message>
    <message>
        <source>No images yet</source>
        <translation>还没有镜像</translation>
    </message>
    <message>
        <source>Pull one from a registry, load an archive that docker save made, or pack a tiny starter image from this machine&apos;s busybox, without any network.</source>
        <translation>可以从仓库服务器拉取，载入由 docker save 生成的归档，或用本机的 busybox 打包一个极小的入门镜像（无需网络）。</translation>
    </message>
    <message>
        <source>No networks</source>
        <translation>没有网络</translation>
    </message>
    <message>
        <source>No volumes yet</source>
        <translation>还没有卷</translation>
    </message>
    <message>
        <source>A volume keeps its data when the containers that use it are removed.</source>
        <translation>即使使用卷的容器被删除，卷中的数据也会保留。</translation>
    </message>
    <message>
        <source>A container that anyone creates on this Engine appears here by itself. Paste a docker run line with {keys}, or describe one.</source>
        <translation>任何人在此引擎上创建的容器都会自动显示在这里。可以用 {keys} 粘贴一行 docker run 命令，或者自己描述一个容器。</translation>
    </message>
    <message>
        <source>A container that anyone creates on this Engine appears here by itself. Run a docker run line that was copied by the menu Edit, or describe one.</source>
        <translation>任何人在此引擎上创建的容器都会自动显示在这里。可以用“编辑”菜单运行已复制的 docker run 命令，或者自己描述一个容器。</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>组成部分</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>Portside {version}</source>
        <translation>Portside {version}</translation>
    </message>
    <message>
        <source>A desktop application for Docker.</source>
        <translation>Docker 桌面应用。</translation>
    </message>
    <message>
        <source>It is free software, made of parts under these licences:</source>
        <translation>这是自由软件，其各组成部分采用以下许可证：</translation>
    </message>
    <message>
        <source>It is free software. The packages that it runs on have licences of their own.</source>
        <translation>这是自由软件。它所依赖的软件包各有自己的许可证。</translation>
    </message>
    <message>
        <source>Another Engine answers at this place now. The lists were made anew.</source>
        <translation>此处现在由另一个引擎应答，列表已重新生成。</translation>
    </message>
    <message>
        <source>The connection to {where} is neither encrypted nor protected: anyone on that network can take over its machine.</source>
        <translation>与 {where} 的连接既未加密也无保护：该网络上的任何人都能接管那台机器。</translation>
    </message>
    <message>
        <source>The private Engine is starting…</source>
        <translation>私有引擎正在启动…</translation>
    </message>
    <message>
        <source>Start it again</source>
        <translation>重新启动</translation>
    </message>
    <message>
        <source>{sentence} {advice}</source>
        <translation>{sentence}{advice}</translation>
    </message>
    <message numerus="yes">
        <source>And %n more terminal(s).</source>
        <translation>
            <numerusform>另有 %n 个终端。</numerusform>
        </translation>
    </message>
    <message>
        <source>Quit Portside?</source>
        <translation>退出 Portside？</translation>
    </message>
    <message>
        <source>Quitting ends this; what is done already stays done.</source>
        <translation>退出会结束这些；已完成的保持不变。</translation>
    </message>
    <message numerus="yes">
        <source>%n operation(s) still run(s|).</source>
        <translation>
            <numerusform>还有 %n 个操作正在进行。</numerusform>
        </translation>
    </message>
    <message>
        <source>To join it:</source>
        <translation>加入方法：</translation>
    </message>
    <message>
        <source>Build cache</source>
        <translation>构建缓存</translation>
    </message>
    <message>
        <source>Has exited</source>
        <translation>已退出</translation>
    </message>
    <message>
        <source>Was never started</source>
        <translation>从未启动</translation>
    </message>
    <message>
        <source>Dead: its removal failed half way</source>
        <translation>已失效：删除时中途失败</translation>
    </message>
    <message>
        <source>No container uses it</source>
        <translation>没有容器使用</translation>
    </message>
    <message>
        <source>No container is in it</source>
        <translation>其中没有容器</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>{total}, {active} in use</source>
        <translation>{total} 个，{active} 个在用</translation>
    </message>
    <message>
        <source>Networks take no space.</source>
        <translation>网络不占用空间。</translation>
    </message>
    <message>
        <source>Takes no space.</source>
        <translation>不占用空间。</translation>
    </message>
    <message>
        <source>{size} used</source>
        <translation>在用 {size}</translation>
    </message>
    <message>
        <source>{size} in shared layers</source>
        <translation>共享层 {size}</translation>
    </message>
    <message>
        <source>{size} unused</source>
        <translation>未使用 {size}</translation>
    </message>
    <message>
        <source> · </source>
        <comment>between parts</comment>
        <translation> · </translation>
    </message>
    <message>
        <source>Exited ({code})</source>
        <translation>已退出（{code}）</translation>
    </message>
    <message>
        <source>Nameless, unused</source>
        <translation>无名称，未使用</translation>
    </message>
    <message>
        <source>Anonymous, not mounted</source>
        <translation>匿名，未挂载</translation>
    </message>
    <message>
        <source>Not mounted; its data is lost</source>
        <translation>未挂载；数据将丢失</translation>
    </message>
    <message>
        <source>No build uses it</source>
        <translation>没有构建使用</translation>
    </message>
    <message>
        <source>No build uses it; an image has its layer</source>
        <translation>没有构建使用；其层属于某个镜像</translation>
    </message>
    <message>
        <source>docker says {size} reclaimable ({share} %)</source>
        <translation>docker 显示可回收 {size}（{share}%）</translation>
    </message>
    <message>
        <source>{size} unused ({share} %)</source>
        <translation>未使用 {size}（{share}%）</translation>
    </message>
    <message>
        <source>Needed to start {names}</source>
        <translation>启动 {names} 需要它</translation>
    </message>
    <message>
        <source>{why}; its layers are shared</source>
        <translation>{why}；其层与其他镜像共享</translation>
    </message>
    <message numerus="yes">
        <source>{name} and %n more</source>
        <translation>
            <numerusform>{name} 及另外 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Kept {what}: it was started meanwhile.</source>
        <translation>已保留{what}：它在此期间已启动。</translation>
    </message>
    <message>
        <source>Kept {what}: it came into use meanwhile.</source>
        <translation>已保留{what}：它在此期间已被使用。</translation>
    </message>
    <message>
        <source>Kept {what}: it is what another image was made of.</source>
        <translation>已保留{what}：另一个镜像由它构建而成。</translation>
    </message>
    <message>
        <source>Kept {what}: its names have changed meanwhile.</source>
        <translation>已保留{what}：它的名称在此期间已改变。</translation>
    </message>
    <message>
        <source>Kept {what}: it is a new one of that name.</source>
        <translation>已保留{what}：这是同名的新对象。</translation>
    </message>
    <message>
        <source>Did not find {what}: it was removed meanwhile.</source>
        <translation>未找到{what}：它在此期间已被删除。</translation>
    </message>
    <message numerus="yes">
        <source>Removed %n object(s), freed at least {size}</source>
        <translation>
            <numerusform>已删除 %n 个对象，至少释放 {size}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Removed %n object(s), freed {size}</source>
        <translation>
            <numerusform>已删除 %n 个对象，释放 {size}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>skipped %n</source>
        <translation>
            <numerusform>跳过 %n 个</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>failed on %n</source>
        <translation>
            <numerusform>%n 个失败</numerusform>
        </translation>
    </message>
    <message>
        <source>; </source>
        <comment>between parts</comment>
        <translation>；</translation>
    </message>
    <message>
        <source>Stats</source>
        <translation>统计</translation>
    </message>
    <message>
        <source>Processes</source>
        <translation>进程</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>健康</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>The program with its arguments</source>
        <translation>程序及其参数</translation>
    </message>
    <message>
        <source>PID</source>
        <translation>PID</translation>
    </message>
    <message>
        <source>Its number on the Engine&apos;s machine</source>
        <translation>在引擎所在机器上的编号</translation>
    </message>
    <message>
        <source>Parent</source>
        <translation>父进程</translation>
    </message>
    <message>
        <source>The number of the process that started it</source>
        <translation>启动它的进程的编号</translation>
    </message>
    <message>
        <source>By the names of the Engine&apos;s machine</source>
        <translation>按引擎所在机器上的名称</translation>
    </message>
    <message>
        <source>As ps writes it: R runs, S sleeps, D waits, Z has ended</source>
        <translation>按 ps 的写法：R 运行，S 休眠，D 等待，Z 已结束</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Percent of one CPU, over its whole life</source>
        <translation>占一个 CPU 的百分比（自启动以来）</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Percent of the machine&apos;s memory</source>
        <translation>占机器内存的百分比</translation>
    </message>
    <message>
        <source>Resident</source>
        <translation>常驻内存</translation>
    </message>
    <message>
        <source>What it holds in memory now</source>
        <translation>当前占用的内存</translation>
    </message>
    <message>
        <source>Running for</source>
        <translation>已运行</translation>
    </message>
    <message>
        <source>Since its start</source>
        <translation>自启动以来</translation>
    </message>
    <message>
        <source>Network I/O</source>
        <translation>网络 I/O</translation>
    </message>
    <message>
        <source>Block I/O</source>
        <translation>块 I/O</translation>
    </message>
    <message>
        <source>Waiting for the Engine</source>
        <translation>正在等待引擎</translation>
    </message>
    <message>
        <source>{seconds} s ago</source>
        <translation>{seconds} 秒前</translation>
    </message>
    <message>
        <source>{minutes} min ago</source>
        <translation>{minutes} 分钟前</translation>
    </message>
    <message>
        <source>cache apart: {size}</source>
        <translation>另有缓存：{size}</translation>
    </message>
    <message>
        <source>CPU %</source>
        <translation>CPU %</translation>
    </message>
    <message>
        <source>CPU, last minute</source>
        <translation>最近一分钟的 CPU</translation>
    </message>
    <message>
        <source>Memory / limit</source>
        <translation>内存 / 上限</translation>
    </message>
    <message>
        <source>Memory %</source>
        <translation>内存 %</translation>
    </message>
    <message>
        <source>Network in / out</source>
        <translation>网络 入 / 出</translation>
    </message>
    <message>
        <source>Block read / written</source>
        <translation>块设备 读 / 写</translation>
    </message>
    <message>
        <source>PIDs</source>
        <translation>PID 数</translation>
    </message>
    <message>
        <source>No container is running</source>
        <translation>没有正在运行的容器</translation>
    </message>
    <message>
        <source>What containers use is shown here while they run.</source>
        <translation>容器运行时，其资源用量显示在这里。</translation>
    </message>
    <message numerus="yes">
        <source>%n container(s) (is|are) running</source>
        <translation>
            <numerusform>%n 个容器正在运行</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>CPU: {percent} of the host&apos;s %n CPU(|s)</source>
        <translation>
            <numerusform>CPU：主机 %n 个 CPU 的 {percent}</numerusform>
        </translation>
    </message>
    <message>
        <source>Memory: {used} of {whole}</source>
        <translation>内存：{whole} 中的 {used}</translation>
    </message>
    <message numerus="yes">
        <source>Only %n container(s) (is|are) measured and counted now, those in sight first; the others keep their places</source>
        <translation>
            <numerusform>当前只测量并统计 %n 个容器（可见的优先），其余的保持原位</numerusform>
        </translation>
    </message>
    <message>
        <source>Charts are being prepared</source>
        <translation>正在准备图表</translation>
    </message>
    <message>
        <source>Not followed</source>
        <translation>未跟随</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>Following</source>
        <translation>跟随中</translation>
    </message>
    <message>
        <source>Stopped: all is read</source>
        <translation>已停止：全部读完</translation>
    </message>
    <message>
        <source>All is read</source>
        <translation>全部读完</translation>
    </message>
    <message>
        <source>Disconnected: it goes on when the Engine is back</source>
        <translation>已断开：引擎恢复后继续</translation>
    </message>
    <message>
        <source>The log can&apos;t be read</source>
        <translation>无法读取日志</translation>
    </message>
    <message>
        <source>Removed: these are its last lines</source>
        <translation>已删除：以下是最后的行</translation>
    </message>
    <message>
        <source>The log of {name} can&apos;t be read</source>
        <translation>无法读取 {name} 的日志</translation>
    </message>
    <message>
        <source>{name} was removed</source>
        <translation>{name} 已被删除</translation>
    </message>
    <message>
        <source>No Engine answers</source>
        <translation>没有引擎应答</translation>
    </message>
    <message>
        <source>The log is read when it is back.</source>
        <translation>恢复后读取日志。</translation>
    </message>
    <message>
        <source>{name} has written nothing in that time</source>
        <translation>{name} 在该时段内没有输出</translation>
    </message>
    <message>
        <source>It was never started.</source>
        <translation>从未启动过。</translation>
    </message>
    <message>
        <source>What it writes to stdout and stderr is shown here.</source>
        <translation>其写入 stdout 和 stderr 的内容显示在此处。</translation>
    </message>
    <message>
        <source>{name} has written nothing</source>
        <translation>{name} 没有任何输出</translation>
    </message>
    <message>
        <source>Paused: what comes now is read when you go on</source>
        <translation>已暂停：此后的内容在继续后读取</translation>
    </message>
    <message>
        <source>Paused: what comes is kept</source>
        <translation>已暂停：新内容会保留</translation>
    </message>
    <message numerus="yes">
        <source>{number} line(s)</source>
        <translation>
            <numerusform>{number} 行</numerusform>
        </translation>
    </message>
    <message>
        <source>{number} shown</source>
        <translation>显示 {number} 行</translation>
    </message>
    <message>
        <source>{number} older ones let go</source>
        <translation>已舍弃较早的 {number} 行</translation>
    </message>
    <message>
        <source>{number} skipped</source>
        <translation>跳过 {number} 行</translation>
    </message>
    <message>
        <source>Filter: command, user, PID</source>
        <translation>筛选：命令、用户、PID</translation>
    </message>
    <message>
        <source>By parent</source>
        <translation>按父进程</translation>
    </message>
    <message>
        <source>Show each process below the one that started it</source>
        <translation>将每个进程显示在启动它的进程之下</translation>
    </message>
    <message>
        <source>In Files</source>
        <translation>文件页中</translation>
    </message>
    <message>
        <source>In a log</source>
        <translation>日志中</translation>
    </message>
    <message>
        <source>In a terminal</source>
        <translation>终端中</translation>
    </message>
    <message>
        <source>In Processes</source>
        <translation>进程页中</translation>
    </message>
    <message>
        <source>In Inspect</source>
        <translation>检视页中</translation>
    </message>
    <message>
        <source>Type a path</source>
        <translation>输入路径</translation>
    </message>
    <message>
        <source>Stop loading</source>
        <translation>停止加载</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>To the oldest line</source>
        <translation>到最早的一行</translation>
    </message>
    <message>
        <source>To the newest line</source>
        <translation>到最新的一行</translation>
    </message>
    <message>
        <source>Move or select by a line</source>
        <translation>按行移动或选择</translation>
    </message>
    <message>
        <source>Move or select by a page</source>
        <translation>按页移动或选择</translation>
    </message>
    <message>
        <source>Select to the oldest or newest line</source>
        <translation>选择到最早或最新的一行</translation>
    </message>
    <message>
        <source>Select by a character</source>
        <translation>按字符选择</translation>
    </message>
    <message>
        <source>Open or close a line, or scroll sideways</source>
        <translation>展开或折叠一行，或左右滚动</translation>
    </message>
    <message>
        <source>Open or close a line</source>
        <translation>展开或折叠一行</translation>
    </message>
    <message>
        <source>Pause or go on</source>
        <translation>暂停或继续</translation>
    </message>
    <message>
        <source>Select nothing, or end the search</source>
        <translation>取消选择，或结束搜索</translation>
    </message>
    <message>
        <source>Paste what is selected</source>
        <translation>粘贴所选内容</translation>
    </message>
    <message>
        <source>Larger letters</source>
        <translation>放大字号</translation>
    </message>
    <message>
        <source>Smaller letters</source>
        <translation>缩小字号</translation>
    </message>
    <message>
        <source>Letters of the usual size</source>
        <translation>恢复默认字号</translation>
    </message>
    <message>
        <source>Scroll by a page</source>
        <translation>按页滚动</translation>
    </message>
    <message>
        <source>Scroll by a line</source>
        <translation>按行滚动</translation>
    </message>
    <message>
        <source>Scroll to the start or the end</source>
        <translation>滚动到开头或末尾</translation>
    </message>
    <message>
        <source>Leave the terminal</source>
        <translation>离开终端</translation>
    </message>
    <message>
        <source>Send signal…</source>
        <translation>发送信号…</translation>
    </message>
    <message>
        <source>{name} is restarting</source>
        <translation>{name} 正在重启</translation>
    </message>
    <message>
        <source>Its processes are seen while it runs.</source>
        <translation>运行时才能看到其进程。</translation>
    </message>
    <message>
        <source>Cannot list the processes of {what}</source>
        <translation>无法列出{what} 的进程</translation>
    </message>
    <message numerus="yes">
        <source>%n process(|es) · {age}</source>
        <translation>
            <numerusform>%n 个进程 · {age}</numerusform>
        </translation>
    </message>
    <message>
        <source>Cannot send a signal to process {pid} of {what}</source>
        <translation>无法向{what} 的进程 {pid} 发送信号</translation>
    </message>
    <message>
        <source>Its statistics go on when it runs.</source>
        <translation>运行后将继续统计。</translation>
    </message>
    <message>
        <source>{name} is not running</source>
        <translation>{name} 未在运行</translation>
    </message>
    <message>
        <source>Its statistics begin when it runs.</source>
        <translation>运行后将开始统计。</translation>
    </message>
    <message numerus="yes">
        <source>{percent} of the host&apos;s %n CPU(|s)</source>
        <translation>
            <numerusform>主机 %n 个 CPU 的 {percent}</numerusform>
        </translation>
    </message>
    <message>
        <source>{percent} of its limit of {cpus}</source>
        <translation>上限（{cpus}）的 {percent}</translation>
    </message>
    <message>
        <source>PIDs: {count}</source>
        <translation>PID 数：{count}</translation>
    </message>
    <message>
        <source>{percent} of one CPU</source>
        <translation>单个 CPU 的 {percent}</translation>
    </message>
    <message>
        <source>{percent} of its limit of {size}</source>
        <translation>上限（{size}）的 {percent}</translation>
    </message>
    <message>
        <source>{percent} of the host&apos;s {size}</source>
        <translation>主机（{size}）的 {percent}</translation>
    </message>
    <message>
        <source>in {rate}</source>
        <translation>入 {rate}</translation>
    </message>
    <message>
        <source>out {rate}</source>
        <translation>出 {rate}</translation>
    </message>
    <message>
        <source>read {rate}</source>
        <translation>读 {rate}</translation>
    </message>
    <message>
        <source>written {rate}</source>
        <translation>写 {rate}</translation>
    </message>
    <message>
        <source>{sizes} since its start</source>
        <translation>启动以来 {sizes}</translation>
    </message>
    <message>
        <source>Prune</source>
        <translation>清理</translation>
    </message>
    <message>
        <source>Select none</source>
        <translation>全不选</translation>
    </message>
    <message>
        <source>Measuring the Engine&apos;s disk</source>
        <translation>正在测量引擎的磁盘</translation>
    </message>
    <message>
        <source>Nothing to free</source>
        <translation>没有可释放的内容</translation>
    </message>
    <message>
        <source>The disk was not measured</source>
        <translation>未能测量磁盘</translation>
    </message>
    <message>
        <source>All of it is in use. What is running, mounted or built upon stays.</source>
        <translation>全部都在使用中。正在运行、已挂载或被依赖的内容会保留。</translation>
    </message>
    <message numerus="yes">
        <source>%n object(s), (frees|free) at least {size}</source>
        <translation>
            <numerusform>%n 个对象，至少释放 {size}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n object(s), (frees|free) {size}</source>
        <translation>
            <numerusform>%n 个对象，释放 {size}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The data in %n volume(s) is lost.</source>
        <translation>
            <numerusform>%n 个卷中的数据将丢失。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The files and (log|logs) of %n container(s) are lost.</source>
        <translation>
            <numerusform>%n 个容器的文件和日志将丢失。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stopped containers lose %n network(s) they need.</source>
        <translation>
            <numerusform>已停止的容器将失去所需的 %n 个网络。</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove what nothing uses?</source>
        <translation>删除未被使用的内容？</translation>
    </message>
    <message>
        <source>Remove images that no container uses?</source>
        <translation>删除没有容器使用的镜像？</translation>
    </message>
    <message>
        <source>Remove stopped containers?</source>
        <translation>删除已停止的容器？</translation>
    </message>
    <message>
        <source>Remove volumes that no container mounts?</source>
        <translation>删除没有容器挂载的卷？</translation>
    </message>
    <message>
        <source>Remove build cache that no build uses?</source>
        <translation>删除没有构建使用的缓存？</translation>
    </message>
    <message>
        <source>Remove networks that no container uses?</source>
        <translation>删除没有容器使用的网络？</translation>
    </message>
    <message>
        <source>Measure again</source>
        <translation>重新测量</translation>
    </message>
    <message>
        <source>{size} in all, measured {moment}</source>
        <translation>共 {size}，测量于 {moment}</translation>
    </message>
    <message>
        <source>{facts}. Nothing to free.</source>
        <translation>{facts}。没有可释放的内容。</translation>
    </message>
    <message>
        <source>The Engine does not answer: this is the last known.</source>
        <translation>引擎没有应答：这是最后已知的状态。</translation>
    </message>
    <message>
        <source>Measuring: the Engine reads its whole disk.</source>
        <translation>正在测量：引擎会读取整个磁盘。</translation>
    </message>
    <message>
        <source>Something on the Engine has changed since this was measured.</source>
        <translation>测量之后引擎上已有变化。</translation>
    </message>
    <message numerus="yes">
        <source>See the %n unused, and choose what goes</source>
        <translation>
            <numerusform>查看 %n 个未使用的，并选择要删除的</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing of this is unused</source>
        <translation>这里没有未使用的内容</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>在用</translation>
    </message>
    <message>
        <source>Layers that images share</source>
        <translation>镜像共享的层</translation>
    </message>
    <message>
        <source>Unused</source>
        <translation>未使用</translation>
    </message>
    <message>
        <source>What nothing uses</source>
        <translation>未被使用的内容</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Frees</source>
        <translation>释放</translation>
    </message>
    <message numerus="yes">
        <source>%n unused</source>
        <translation>
            <numerusform>%n 个未使用</numerusform>
        </translation>
    </message>
    <message>
        <source>Has changed: it is kept</source>
        <translation>已有变化：将保留</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>路径</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>Inside</source>
        <translation>内含</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>已更改</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>已删除</translation>
    </message>
    <message numerus="yes">
        <source>%n more: filter by a part of their path</source>
        <translation>
            <numerusform>还有 %n 项：请按路径的一部分筛选</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n added</source>
        <translation>
            <numerusform>新增 %n 项</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changed</source>
        <translation>
            <numerusform>更改 %n 项</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n deleted</source>
        <translation>
            <numerusform>删除 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <comment>between counts</comment>
        <translation>，</translation>
    </message>
    <message>
        <source>{name}: the Engine warns: {text}</source>
        <translation>{name}：引擎警告：{text}</translation>
    </message>
    <message>
        <source>Logs: {names}</source>
        <translation>日志：{names}</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>动作</translation>
    </message>
    <message>
        <source>Filter: words, kind:…, action:…, name:…</source>
        <translation>筛选：词语、kind:…、action:…、name:…</translation>
    </message>
    <message>
        <source>Kinds</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Choose the kinds of objects</source>
        <translation>选择对象的类型</translation>
    </message>
    <message>
        <source>Exec and top</source>
        <translation>exec 和 top</translation>
    </message>
    <message>
        <source>Show also each exec, health check and look at processes</source>
        <translation>同时显示每次 exec、健康检查和进程查看</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>最新在前</translation>
    </message>
    <message>
        <source>The newest on top; otherwise at the end</source>
        <translation>最新的在最上面；否则在末尾</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n 个事件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of exec and top hidden</source>
        <translation>
            <numerusform>隐藏了 %n 个 exec 和 top 事件</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing has happened yet</source>
        <translation>尚未发生任何事</translation>
    </message>
    <message>
        <source>The Engine remembers its last 256 events.</source>
        <translation>引擎记得最近 256 个事件。</translation>
    </message>
    <message>
        <source>The Engine did not tell what happened earlier.</source>
        <translation>引擎没有告知更早发生的事。</translation>
    </message>
    <message>
        <source>{name} does not exist any more.</source>
        <translation>{name} 已不存在。</translation>
    </message>
    <message>
        <source>Go to the object</source>
        <translation>转到该对象</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>{ago}, run here</source>
        <translation>{ago}，在此运行</translation>
    </message>
    <message>
        <source>Took too long, and may still run</source>
        <translation>用时过长，可能仍在运行</translation>
    </message>
    <message>
        <source>Took too long</source>
        <translation>用时过长</translation>
    </message>
    <message>
        <source>Passed</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>Exit code {code}</source>
        <translation>退出码 {code}</translation>
    </message>
    <message>
        <source>Copy with timestamps</source>
        <translation>连同时间戳复制</translation>
    </message>
    <message>
        <source>Fold</source>
        <translation>折叠</translation>
    </message>
    <message>
        <source>Unfold</source>
        <translation>展开</translation>
    </message>
    <message>
        <source>{size} more</source>
        <translation>另有 {size}</translation>
    </message>
    <message>
        <source>{size} more: save the log to see all</source>
        <translation>另有 {size}：保存日志可查看全部</translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>No line matches</source>
        <translation>没有匹配的行</translation>
    </message>
    <message>
        <source>Log: {name}</source>
        <translation>日志：{name}</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) came too fast to be shown</source>
        <translation>
            <numerusform>%n 行来得太快，未能显示</numerusform>
        </translation>
    </message>
    <message>
        <source>This pattern takes too long; the rest is not shown.</source>
        <translation>此模式耗时过长，其余内容未显示。</translation>
    </message>
    <message>
        <source>All lines</source>
        <translation>所有行</translation>
    </message>
    <message>
        <source>Last {number} lines</source>
        <translation>最后 {number} 行</translation>
    </message>
    <message>
        <source>Part of the log</source>
        <translation>日志的一部分</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>读取</translation>
    </message>
    <message>
        <source>such as 10m, 1h30m or 2024-01-02T13:23:37</source>
        <translation>例如 10m、1h30m 或 2024-01-02T13:23:37</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>起始时间</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>截止时间</translation>
    </message>
    <message>
        <source>empty: follow what comes</source>
        <translation>留空：跟随新内容</translation>
    </message>
    <message>
        <source>This is no time.</source>
        <translation>不是有效的时间。</translation>
    </message>
    <message>
        <source>Regular expression</source>
        <translation>正则表达式</translation>
    </message>
    <message>
        <source>Match case</source>
        <translation>区分大小写</translation>
    </message>
    <message>
        <source>This is no regular expression: {problem}</source>
        <translation>不是有效的正则表达式：{problem}</translation>
    </message>
    <message>
        <source>Paused: go on ({number} new)</source>
        <translation>已暂停：继续（{number} 行新内容）</translation>
    </message>
    <message>
        <source>Jump to newest ({number} new)</source>
        <translation>跳到最新（{number} 行新内容）</translation>
    </message>
    <message>
        <source>Jump to newest</source>
        <translation>跳到最新</translation>
    </message>
    <message>
        <source>Find in the log</source>
        <translation>在日志中查找</translation>
    </message>
    <message>
        <source>Wrap lines</source>
        <translation>自动换行</translation>
    </message>
    <message>
        <source>Timestamps</source>
        <translation>时间戳</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Clear: the lines stay with the Engine</source>
        <translation>清除：引擎仍保留这些行</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Since, until…</source>
        <translation>起止时间…</translation>
    </message>
    <message>
        <source>Save with timestamps…</source>
        <translation>连同时间戳保存…</translation>
    </message>
    <message>
        <source>No timestamps</source>
        <translation>无时间戳</translation>
    </message>
    <message>
        <source>Date and time</source>
        <translation>日期和时间</translation>
    </message>
    <message>
        <source>How long ago</source>
        <translation>多久以前</translation>
    </message>
    <message>
        <source>No level</source>
        <translation>无级别</translation>
    </message>
    <message>
        <source>Trace</source>
        <translation>跟踪</translation>
    </message>
    <message>
        <source>Debug</source>
        <translation>调试</translation>
    </message>
    <message>
        <source>Info</source>
        <translation>信息</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Fatal</source>
        <translation>致命</translation>
    </message>
    <message numerus="yes">
        <source>{number} line(s) came too fast and (is|are) skipped here</source>
        <translation>
            <numerusform>此处有 {number} 行来得太快而被跳过</numerusform>
        </translation>
    </message>
    <message>
        <source>Disconnected from the Engine at {time}</source>
        <translation>{time} 与引擎断开</translation>
    </message>
    <message>
        <source>Connected again at {time}</source>
        <translation>{time} 重新连接</translation>
    </message>
    <message>
        <source>Lines may be missing here</source>
        <translation>此处可能有遗漏的行</translation>
    </message>
    <message>
        <source>{name} stopped</source>
        <translation>{name} 已停止</translation>
    </message>
    <message>
        <source>{name} started again</source>
        <translation>{name} 已重新启动</translation>
    </message>
    <message>
        <source>Cleared at {time}</source>
        <translation>{time} 已清除</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>上一级</translation>
    </message>
    <message>
        <source>Go to what is mounted here</source>
        <translation>转到此处的挂载点</translation>
    </message>
    <message>
        <source>Show files whose name begins with a dot</source>
        <translation>显示名称以点开头的文件</translation>
    </message>
    <message>
        <source>Show the selected file</source>
        <translation>显示所选文件</translation>
    </message>
    <message>
        <source>List again</source>
        <translation>重新列出</translation>
    </message>
    <message>
        <source>Filter: part of a name</source>
        <translation>筛选：名称的一部分</translation>
    </message>
    <message>
        <source>Hidden</source>
        <translation>隐藏文件</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>The listing was stopped</source>
        <translation>列出已停止</translation>
    </message>
    <message>
        <source>The button Hidden shows them.</source>
        <translation>点击“隐藏文件”按钮显示它们。</translation>
    </message>
    <message>
        <source>Only hidden files</source>
        <translation>只有隐藏文件</translation>
    </message>
    <message>
        <source>This folder is empty</source>
        <translation>此文件夹为空</translation>
    </message>
    <message>
        <source>Drop files here to copy them into it.</source>
        <translation>将文件拖放到此处即可复制进去。</translation>
    </message>
    <message>
        <source>only {count} of them are listed</source>
        <translation>只列出其中 {count} 项</translation>
    </message>
    <message>
        <source>{count} shown</source>
        <translation>显示 {count} 项</translation>
    </message>
    <message numerus="yes">
        <source>%n hidden</source>
        <translation>
            <numerusform>%n 项隐藏</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected ({size})</source>
        <translation>
            <numerusform>已选 %n 项（{size}）</numerusform>
        </translation>
    </message>
    <message>
        <source>busy: copying</source>
        <translation>正忙：正在复制</translation>
    </message>
    <message>
        <source>listing… (Escape stops it)</source>
        <translation>正在列出…（按 Escape 停止）</translation>
    </message>
    <message>
        <source>stopped: not all is listed</source>
        <translation>已停止：未列出全部</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>刚刚</translation>
    </message>
    <message>
        <source>{span} ago</source>
        <translation>{span}前</translation>
    </message>
    <message>
        <source>{keys} lists it again.</source>
        <translation>按 {keys} 重新列出。</translation>
    </message>
    <message>
        <source>The button Refresh lists it again.</source>
        <translation>点击“刷新”按钮重新列出。</translation>
    </message>
    <message>
        <source>{keys} shows them.</source>
        <translation>按 {keys} 显示它们。</translation>
    </message>
    <message>
        <source>Send a signal</source>
        <translation>发送信号</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Send a signal to process {pid} of {name}</source>
        <translation>向 {name} 的进程 {pid} 发送信号</translation>
    </message>
    <message>
        <source>It is the main process: when it ends, the container stops.</source>
        <translation>这是主进程：它结束时，容器即停止。</translation>
    </message>
    <message>
        <source>Inside the container its number is {pid}.</source>
        <translation>它在容器内的编号是 {pid}。</translation>
    </message>
    <message>
        <source>Engine&apos;s socket</source>
        <translation>引擎的套接字</translation>
    </message>
    <message>
        <source>The machine&apos;s folders</source>
        <translation>主机的文件夹</translation>
    </message>
    <message>
        <source>The machine&apos;s namespaces</source>
        <translation>主机的命名空间</translation>
    </message>
    <message>
        <source>Capabilities</source>
        <translation>权能</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Unconfined</source>
        <translation>不受限</translation>
    </message>
    <message>
        <source>{word} +{count}</source>
        <translation>{word} +{count}</translation>
    </message>
    <message>
        <source>{what}: {names}</source>
        <translation>{what}：{names}</translation>
    </message>
    <message>
        <source>Has power over the Engine&apos;s machine:</source>
        <translation>对引擎所在机器拥有控制力：</translation>
    </message>
    <message>
        <source>Rename tab</source>
        <translation>重命名标签页</translation>
    </message>
    <message>
        <source>Split right</source>
        <translation>拆分到右侧</translation>
    </message>
    <message>
        <source>Move left</source>
        <translation>移到左侧</translation>
    </message>
    <message>
        <source>Move into new window</source>
        <translation>移到新窗口</translation>
    </message>
    <message>
        <source>Move into main window</source>
        <translation>移回主窗口</translation>
    </message>
    <message>
        <source>Close tab</source>
        <translation>关闭标签页</translation>
    </message>
    <message>
        <source>Portside — {title}</source>
        <translation>Portside — {title}</translation>
    </message>
    <message>
        <source>{url}
{key}+click opens it</source>
        <translation>{url}
{key}+单击打开</translation>
    </message>
    <message>
        <source>Open link</source>
        <translation>打开链接</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>复制链接</translation>
    </message>
    <message>
        <source>Open this link?</source>
        <translation>打开此链接？</translation>
    </message>
    <message>
        <source>The program in {name} says where it leads: to {host}, whatever its words were.</source>
        <translation>链接的去向由 {name} 中的程序指定：{host}，与显示的文字无关。</translation>
    </message>
    <message numerus="yes">
        <source>Paste %n line(s)?</source>
        <translation>
            <numerusform>粘贴 %n 行？</numerusform>
        </translation>
    </message>
    <message>
        <source>Look through its files</source>
        <translation>浏览其中的文件</translation>
    </message>
    <message>
        <source>Copy to…</source>
        <translation>复制到…</translation>
    </message>
    <message>
        <source>Copy files of this machine into it</source>
        <translation>将本机文件复制进去</translation>
    </message>
    <message>
        <source>Copy from…</source>
        <translation>复制自…</translation>
    </message>
    <message>
        <source>Copy files of it to this machine</source>
        <translation>将其中的文件复制到本机</translation>
    </message>
    <message>
        <source>Copy files of this machine into this folder</source>
        <translation>将本机文件复制到此文件夹</translation>
    </message>
    <message>
        <source>Copy what is selected to this machine</source>
        <translation>将所选内容复制到本机</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>剪切</translation>
    </message>
    <message>
        <source>New folder…</source>
        <translation>新建文件夹…</translation>
    </message>
    <message>
        <source>Move to…</source>
        <translation>移动到…</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>Download as tar…</source>
        <translation>下载为 tar…</translation>
    </message>
    <message>
        <source>Show hidden files</source>
        <translation>显示隐藏文件</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message numerus="yes">
        <source>Copied %n path(s): paste into a folder of any container.</source>
        <translation>
            <numerusform>已复制 %n 个路径：可粘贴到任意容器的文件夹。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cut %n path(s): they move where they are pasted.</source>
        <translation>
            <numerusform>已剪切 %n 个路径：粘贴到哪里就移动到哪里。</numerusform>
        </translation>
    </message>
    <message>
        <source>What goes to another place is copied, not moved.</source>
        <translation>到其他位置的内容会被复制，而不是移动。</translation>
    </message>
    <message>
        <source>There are no files in the clipboard.</source>
        <translation>剪贴板中没有文件。</translation>
    </message>
    <message>
        <source>Download {path}</source>
        <translation>下载 {path}</translation>
    </message>
    <message>
        <source>Find…</source>
        <translation>查找…</translation>
    </message>
    <message>
        <source>Recorded commands…</source>
        <translation>记录的命令…</translation>
    </message>
    <message>
        <source>Larger font</source>
        <translation>放大字体</translation>
    </message>
    <message>
        <source>Smaller font</source>
        <translation>缩小字体</translation>
    </message>
    <message>
        <source>Usual font</source>
        <translation>默认字体</translation>
    </message>
    <message>
        <source>Clear scrollback</source>
        <translation>清除回滚内容</translation>
    </message>
    <message>
        <source>Nothing was recorded. Press the record button, then type commands.</source>
        <translation>没有记录任何命令。请按记录按钮，然后输入命令。</translation>
    </message>
    <message>
        <source>A helper shell is not recorded: its commands run in a container of its own.</source>
        <translation>辅助 shell 不会被记录：其中的命令在它自己的容器中运行。</translation>
    </message>
    <message>
        <source>Search in the terminal</source>
        <translation>在终端中搜索</translation>
    </message>
    <message>
        <source>Terminal: {name}</source>
        <translation>终端：{name}</translation>
    </message>
    <message>
        <source>{keys} leaves the terminal.</source>
        <translation>按 {keys} 离开终端。</translation>
    </message>
    <message>
        <source>Open a terminal</source>
        <translation>打开终端</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>&amp;Command</source>
        <translation>命令(&amp;C)</translation>
    </message>
    <message>
        <source>A shell, most often.</source>
        <translation>通常是一个 shell。</translation>
    </message>
    <message>
        <source>&amp;User</source>
        <translation>用户(&amp;U)</translation>
    </message>
    <message>
        <source>As the container has it, or name, uid:gid.</source>
        <translation>留空则与容器一致；也可填用户名或 uid:gid。</translation>
    </message>
    <message>
        <source>&amp;Working directory</source>
        <translation>工作目录(&amp;W)</translation>
    </message>
    <message>
        <source>As the container has it.</source>
        <translation>留空则与容器一致。</translation>
    </message>
    <message>
        <source>&amp;Environment</source>
        <translation>环境变量(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Privileged</source>
        <translation>特权模式(&amp;P)</translation>
    </message>
    <message>
        <source>With all of the machine&apos;s capabilities, as root on it.</source>
        <translation>拥有主机的全部权能，等同于主机上的 root。</translation>
    </message>
    <message>
        <source>Open a terminal in {name}</source>
        <translation>在 {name} 中打开终端</translation>
    </message>
    <message>
        <source>{name} does not run any more.</source>
        <translation>{name} 已不在运行。</translation>
    </message>
    <message>
        <source>&amp;Parent interface</source>
        <translation>父接口(&amp;P)</translation>
    </message>
    <message>
        <source>Left empty, it leads to no other machine. eth0.10 is a VLAN of eth0.</source>
        <translation>留空则无法通向其他机器。eth0.10 是 eth0 的一个 VLAN。</translation>
    </message>
    <message>
        <source>&amp;Mode</source>
        <translation>模式(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Bridge name</source>
        <translation>网桥名称(&amp;B)</translation>
    </message>
    <message>
        <source>The interface on the Engine&apos;s machine.</source>
        <translation>引擎所在机器上的接口。</translation>
    </message>
    <message>
        <source>&amp;Publish on</source>
        <translation>发布地址(&amp;P)</translation>
    </message>
    <message>
        <source>Where published ports open; all addresses, if it stays empty.</source>
        <translation>发布端口时绑定的地址；留空则为所有地址。</translation>
    </message>
    <message>
        <source>M&amp;TU</source>
        <translation>MTU(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Encrypted</source>
        <translation>加密(&amp;E)</translation>
    </message>
    <message>
        <source>What goes between the Engines is encrypted; it costs speed.</source>
        <translation>引擎之间的流量会加密，速度会有所下降。</translation>
    </message>
    <message>
        <source>Containers reach each other directly.</source>
        <translation>容器之间可以直接互通。</translation>
    </message>
    <message>
        <source>Containers reach other machines, and not each other.</source>
        <translation>容器可以访问其他机器，但彼此不通。</translation>
    </message>
    <message>
        <source>All goes out to the switch, which may send it back.</source>
        <translation>所有流量都发往交换机，由交换机决定是否转回。</translation>
    </message>
    <message>
        <source>One container has the interface for itself.</source>
        <translation>接口由一个容器独占。</translation>
    </message>
    <message>
        <source>Containers are in the network of the parent.</source>
        <translation>容器处于父接口所在的网络中。</translation>
    </message>
    <message>
        <source>The Engine&apos;s machine routes; others need a route to it.</source>
        <translation>由引擎所在机器路由；其他机器需要通向它的路由。</translation>
    </message>
    <message>
        <source>Like l3, and the machine&apos;s firewall sees what passes.</source>
        <translation>与 l3 相同，且流量经过机器的防火墙。</translation>
    </message>
    <message>
        <source>A quote is not closed.</source>
        <translation>引号没有闭合。</translation>
    </message>
    <message>
        <source>{word} has no name before the =.</source>
        <translation>{word} 的等号前没有名称。</translation>
    </message>
    <message>
        <source>{name} is there twice.</source>
        <translation>{name} 出现了两次。</translation>
    </message>
    <message>
        <source>The name of an interface has 15 characters at most.</source>
        <translation>接口名称最多 15 个字符。</translation>
    </message>
    <message>
        <source>The name of an interface has no spaces, and no / and no colon.</source>
        <translation>接口名称不能含空格、/ 和冒号。</translation>
    </message>
    <message>
        <source>An address is like 127.0.0.1.</source>
        <translation>地址形如 127.0.0.1。</translation>
    </message>
    <message>
        <source>An MTU is a number of bytes, such as 1500.</source>
        <translation>MTU 是字节数，例如 1500。</translation>
    </message>
    <message>
        <source>An MTU is from 68 to 65535.</source>
        <translation>MTU 的范围是 68 到 65535。</translation>
    </message>
    <message>
        <source>It begins with a slash.</source>
        <translation>必须以斜杠开头。</translation>
    </message>
    <message>
        <source>Each is written NAME=value.</source>
        <translation>每一项都写成 NAME=value。</translation>
    </message>
    <message>
        <source>Close {title}?</source>
        <translation>关闭 {title}？</translation>
    </message>
    <message>
        <source>Closing the tab ends it.</source>
        <translation>关闭标签页会结束它。</translation>
    </message>
    <message>
        <source>Attach to {name}</source>
        <translation>附加到 {name}</translation>
    </message>
    <message>
        <source>You will be at the container&apos;s main program, and see what it has written. If it takes input, leaving it with exit or Ctrl+D stops the container. To leave it running, close the tab or, in a terminal, press the detach keys or choose Detach. Where closing would end its input, you are asked first.</source>
        <translation>您将直接与容器的主程序交互，并能看到它已有的输出。如果它接受输入，用 exit 或 Ctrl+D 离开会停止容器。要让它继续运行，请关闭标签页；如果有终端，也可以按分离键或选择“分离”。如果关闭会结束它的输入，会先询问。</translation>
    </message>
    <message>
        <source>Detach keys</source>
        <translation>分离键</translation>
    </message>
    <message>
        <source>{name} has no shell</source>
        <translation>{name} 中没有 shell</translation>
    </message>
    <message>
        <source>A helper container with a shell can be started beside it: it sees its processes, its network and its volumes, and its files under /proc/1/root. It is removed when the terminal is closed.</source>
        <translation>可以在它旁边启动一个带 shell 的辅助容器：它能看到该容器的进程、网络和卷，文件位于 /proc/1/root 下。终端关闭时辅助容器会被删除。</translation>
    </message>
    <message>
        <source>Image of the helper</source>
        <translation>辅助容器的镜像</translation>
    </message>
    <message>
        <source>Open helper shell</source>
        <translation>打开辅助 shell</translation>
    </message>
    <message>
        <source>There is no image on this Engine.</source>
        <translation>此引擎上没有镜像。</translation>
    </message>
    <message>
        <source>[looking for another shell]</source>
        <translation>[正在查找其他 shell]</translation>
    </message>
    <message>
        <source>[a new session]</source>
        <translation>[新会话]</translation>
    </message>
    <message>
        <source>[session lost]</source>
        <translation>[会话已断开]</translation>
    </message>
    <message>
        <source>[detached]</source>
        <translation>[已分离]</translation>
    </message>
    <message>
        <source>Detach: leave it running</source>
        <translation>分离：让它继续运行</translation>
    </message>
    <message>
        <source>Type into several terminals at once</source>
        <translation>同时向多个终端输入</translation>
    </message>
    <message>
        <source>Record the commands typed here</source>
        <translation>记录在此输入的命令</translation>
    </message>
    <message>
        <source>Find in the terminal</source>
        <translation>在终端中查找</translation>
    </message>
    <message>
        <source>Another terminal in this container</source>
        <translation>在此容器中再开一个终端</translation>
    </message>
    <message>
        <source>{columns} × {rows}</source>
        <translation>{columns} × {rows}</translation>
    </message>
    <message>
        <source>{key}+click opens {target}</source>
        <translation>{key}+单击打开 {target}</translation>
    </message>
    <message>
        <source>The main program of {name} has its input from here: when that ends, it may stop.</source>
        <translation>{name} 的主程序从此处获得输入：输入结束后，它可能会停止。</translation>
    </message>
    <message>
        <source>A program may still run in {name}.</source>
        <translation>{name} 中可能仍有程序在运行。</translation>
    </message>
    <message>
        <source>{program} still runs in {name}.</source>
        <translation>{program} 仍在 {name} 中运行。</translation>
    </message>
    <message>
        <source>Looking for a shell…</source>
        <translation>正在查找 shell…</translation>
    </message>
    <message>
        <source>a helper shell from {image}</source>
        <translation>{image} 的辅助 shell</translation>
    </message>
    <message>
        <source>the main program</source>
        <translation>主程序</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>重新打开</translation>
    </message>
    <message numerus="yes">
        <source>What you type here goes to %n terminal(s) at once.</source>
        <translation>
            <numerusform>此处的输入会同时发送到 %n 个终端。</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing else is typed into yet: choose the same in another terminal, too.</source>
        <translation>目前还没有其他终端加入：请在另一个终端中也选择此项。</translation>
    </message>
    <message>
        <source>Leave the group</source>
        <translation>退出该组</translation>
    </message>
    <message numerus="yes">
        <source>The program wants to put %n character(s) into the clipboard: “{text}”</source>
        <translation>
            <numerusform>程序想把 %n 个字符放入剪贴板：“{text}”</numerusform>
        </translation>
    </message>
    <message>
        <source>It only looks, and changes nothing.</source>
        <translation>只是查看，不会改变任何东西。</translation>
    </message>
    <message>
        <source>It acts on the shell that it was typed at, and on nothing that lasts.</source>
        <translation>只作用于当时的 shell，不会留下任何结果。</translation>
    </message>
    <message>
        <source>What is done in an editor or in another shell is not recorded.</source>
        <translation>在编辑器或另一个 shell 中所做的不会被记录。</translation>
    </message>
    <message>
        <source>Keys were typed while it ran: it may wait for an answer.</source>
        <translation>运行期间有按键输入：它可能在等待回答。</translation>
    </message>
    <message>
        <source>Something in it looks like a secret and is masked: write it otherwise.</source>
        <translation>其中有内容像是机密，已被遮盖：请换一种写法。</translation>
    </message>
    <message>
        <source>Save the recorded commands</source>
        <translation>保存记录的命令</translation>
    </message>
    <message>
        <source>Cannot write {path}: {why}.</source>
        <translation>无法写入 {path}：{why}。</translation>
    </message>
    <message>
        <source>Saved to {path}</source>
        <translation>已保存到 {path}</translation>
    </message>
    <message>
        <source>Recorded commands</source>
        <translation>记录的命令</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Dockerfile</source>
        <translation>Dockerfile</translation>
    </message>
    <message>
        <source>Shell script</source>
        <translation>Shell 脚本</translation>
    </message>
    <message numerus="yes">
        <source>%n command(s) were typed</source>
        <translation>
            <numerusform>共输入了 %n 条命令</numerusform>
        </translation>
    </message>
    <message>
        <source>Tick what is to be kept. The result can be edited before it is saved.</source>
        <translation>勾选要保留的命令。保存前可以编辑结果。</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>文本 (*.txt)</translation>
    </message>
    <message>
        <source>Text with ANSI colours (*.ansi)</source>
        <translation>带 ANSI 颜色的文本 (*.ansi)</translation>
    </message>
    <message>
        <source>Web page (*.html)</source>
        <translation>网页 (*.html)</translation>
    </message>
    <message>
        <source>Save the terminal of {name}</source>
        <translation>保存 {name} 的终端</translation>
    </message>
    <message>
        <source>The terminal changed while it was saved. Try again when it rests.</source>
        <translation>保存时终端内容发生了变化。请在它静止后重试。</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>正在打开…</translation>
    </message>
    <message>
        <source>Attached to {program}</source>
        <translation>已附加到{program}</translation>
    </message>
    <message>
        <source>Running {program}</source>
        <translation>正在运行 {program}</translation>
    </message>
    <message>
        <source>Detached</source>
        <translation>已分离</translation>
    </message>
    <message>
        <source>Session lost</source>
        <translation>会话已断开</translation>
    </message>
    <message>
        <source>Not opened</source>
        <translation>未打开</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>已关闭</translation>
    </message>
    <message>
        <source>Attached to {program}, which takes no input</source>
        <translation>已附加到{program}，它不接受输入</translation>
    </message>
    <message>
        <source>Attached to {program}, which has no terminal: a line is sent with Enter</source>
        <translation>已附加到{program}，它没有终端：按回车发送一行</translation>
    </message>
    <message>
        <source>{program} has ended</source>
        <translation>{program} 已结束</translation>
    </message>
    <message>
        <source>{program} has ended with exit code {code} (signal {signal})</source>
        <translation>{program} 已结束，退出码 {code}（信号 {signal}）</translation>
    </message>
    <message>
        <source>{program} has ended with exit code {code}</source>
        <translation>{program} 已结束，退出码 {code}</translation>
    </message>
    <message>
        <source>{what}, and {name} was removed.</source>
        <translation>{what}，且 {name} 已被删除。</translation>
    </message>
    <message>
        <source>{what}. {name} does not run: start it, then Enter opens it again.</source>
        <translation>{what}。{name} 未在运行：请先启动它，然后按回车重新打开。</translation>
    </message>
    <message>
        <source>{what}. Enter opens it again.</source>
        <translation>{what}。按回车重新打开。</translation>
    </message>
    <message>
        <source>Detached: {name} runs on. Enter attaches again.</source>
        <translation>已分离：{name} 继续运行。按回车重新附加。</translation>
    </message>
    <message>
        <source>Session lost: the connection to the Engine ended. What was written stays here. Enter attaches again.</source>
        <translation>会话已断开：与引擎的连接已中断。已有的输出会保留。按回车重新附加。</translation>
    </message>
    <message>
        <source>Session lost: the connection to the Engine ended. What was written stays here. Enter opens a new shell.</source>
        <translation>会话已断开：与引擎的连接已中断。已有的输出会保留。按回车打开新的 shell。</translation>
    </message>
    <message>
        <source>Cannot open a terminal in {name}</source>
        <translation>无法在 {name} 中打开终端</translation>
    </message>
    <message>
        <source>it has no shell.</source>
        <translation>它没有 shell。</translation>
    </message>
    <message>
        <source>it is on another Engine. Choose {name} first.</source>
        <translation>它在另一个引擎上。请先选择 {name}。</translation>
    </message>
    <message>
        <source>no Engine answers. Try again when it is back.</source>
        <translation>没有引擎应答。请在其恢复后重试。</translation>
    </message>
    <message>
        <source>it was removed.</source>
        <translation>它已被删除。</translation>
    </message>
    <message>
        <source>it does not run. Start it first.</source>
        <translation>它没有在运行。请先启动它。</translation>
    </message>
    <message>
        <source>the program</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>There are characters in it that can&apos;t be seen; they arrive as signs.</source>
        <translation>其中含有不可见字符；它们会以可见符号的形式发送。</translation>
    </message>
    <message>
        <source>The program takes each line as if you had pressed Enter.</source>
        <translation>程序会把每一行都当作您按了回车。</translation>
    </message>
    <message>
        <source>It is long.</source>
        <translation>内容很长。</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>复制地址</translation>
    </message>
    <message>
        <source>Filter: number, container, protocol:udp, is:open, is:conflict</source>
        <translation>筛选：端口号、容器、protocol:udp、is:open、is:conflict</translation>
    </message>
    <message>
        <source>No published ports</source>
        <translation>没有已发布的端口</translation>
    </message>
    <message>
        <source>What docker run --publish opens on the machine appears here.</source>
        <translation>docker run --publish 在主机上开放的端口会显示在这里。</translation>
    </message>
    <message>
        <source>Open {url}</source>
        <translation>打开 {url}</translation>
    </message>
    <message>
        <source>Show container</source>
        <translation>显示容器</translation>
    </message>
    <message>
        <source>held by something else on the machine</source>
        <translation>被主机上的其他程序占用</translation>
    </message>
    <message>
        <source>also wanted by {names}</source>
        <translation>{names} 也要使用</translation>
    </message>
    <message>
        <source>held by {names}</source>
        <translation>已被 {names} 占用</translation>
    </message>
    <message>
        <source>the network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>the machine alone</source>
        <translation>仅主机自身</translation>
    </message>
    <message>
        <source>one address</source>
        <translation>单个地址</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Host address</source>
        <translation>主机地址</translation>
    </message>
    <message>
        <source>Open to</source>
        <translation>开放范围</translation>
    </message>
    <message>
        <source>Container port</source>
        <translation>容器端口</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>协议</translation>
    </message>
    <message>
        <source>Conflict</source>
        <translation>冲突</translation>
    </message>
    <message>
        <source>all addresses</source>
        <translation>所有地址</translation>
    </message>
    <message>
        <source>open to {whom}</source>
        <translation>开放范围：{whom}</translation>
    </message>
    <message>
        <source>Run…</source>
        <translation>运行…</translation>
    </message>
    <message>
        <source>Describe a container, and start it</source>
        <translation>描述一个容器，并启动它</translation>
    </message>
    <message>
        <source>Create…</source>
        <translation>创建…</translation>
    </message>
    <message>
        <source>Describe a container, and leave it stopped</source>
        <translation>描述一个容器，但不启动它</translation>
    </message>
    <message>
        <source>Run from a template…</source>
        <translation>从模板运行…</translation>
    </message>
    <message>
        <source>Begin with settings that were saved</source>
        <translation>从已保存的设置开始</translation>
    </message>
    <message>
        <source>Create another like this…</source>
        <translation>创建一个类似的容器…</translation>
    </message>
    <message>
        <source>The same settings in the wizard, to change what is to be different</source>
        <translation>在向导中使用相同的设置，只改动需要不同的地方</translation>
    </message>
    <message>
        <source>Copy as docker run</source>
        <translation>复制为 docker run</translation>
    </message>
    <message>
        <source>The command line that makes it again, with its variables as they are</source>
        <translation>能重新创建它的命令行，环境变量保持原样</translation>
    </message>
    <message>
        <source>Copy as Compose YAML</source>
        <translation>复制为 Compose YAML</translation>
    </message>
    <message>
        <source>The Compose file that makes it again, with its variables as they are</source>
        <translation>可重新创建该容器的 Compose 文件，其中的变量保持原样</translation>
    </message>
    <message>
        <source>Save as template…</source>
        <translation>另存为模板…</translation>
    </message>
    <message>
        <source>Keep its settings under a name, to run others like it</source>
        <translation>以一个名称保存其设置，以便运行类似的容器</translation>
    </message>
    <message>
        <source>Describe a container of it, and start it</source>
        <translation>描述一个基于它的容器，并启动该容器</translation>
    </message>
    <message>
        <source>Describe a container of it, and leave it stopped</source>
        <translation>描述一个基于它的容器，但不启动该容器</translation>
    </message>
    <message>
        <source>The docker run line of {name} is in the clipboard.</source>
        <translation>{name} 的 docker run 命令已复制到剪贴板。</translation>
    </message>
    <message>
        <source>Compose has no word for this of docker run:</source>
        <translation>docker run 的以下选项在 Compose 中没有对应写法：</translation>
    </message>
    <message>
        <source>Without the labels that Compose itself gives:</source>
        <translation>不含由 Compose 自行添加的标签：</translation>
    </message>
    <message>
        <source>The Compose YAML of {name} is in the clipboard.</source>
        <translation>{name} 的 Compose YAML 已复制到剪贴板。</translation>
    </message>
    <message>
        <source>A comment in it names what Compose can&apos;t say: {options}</source>
        <translation>Compose 无法表达的选项已写入文件中的注释：{options}</translation>
    </message>
    <message>
        <source>Not kept with the template, and to be filled in: {names}</source>
        <translation>以下各项未随模板保存，需要填写：{names}</translation>
    </message>
    <message>
        <source>Cannot look at {what}</source>
        <translation>无法查看{what}</translation>
    </message>
    <message>
        <source>There is no text in the clipboard.</source>
        <translation>剪贴板中没有文本。</translation>
    </message>
    <message>
        <source>The clipboard holds no docker run line. {why}</source>
        <translation>剪贴板中没有 docker run 命令行。{why}</translation>
    </message>
    <message>
        <source>This already runs.</source>
        <translation>此操作已在进行中。</translation>
    </message>
    <message>
        <source>{why} In Activity it can be changed and tried again.</source>
        <translation>{why}可在“活动”中修改后重试。</translation>
    </message>
    <message>
        <source>{why} Container {name} was kept.</source>
        <translation>{why}容器 {name} 已保留。</translation>
    </message>
    <message>
        <source>{why} The next one is called {name}.</source>
        <translation>{why}下一个容器将命名为 {name}。</translation>
    </message>
    <message>
        <source>The Engine warns: {text}</source>
        <translation>引擎警告：{text}</translation>
    </message>
    <message>
        <source>Container {name} is there.</source>
        <translation>容器 {name} 已就绪。</translation>
    </message>
    <message>
        <source>Container {name} runs in the background. Terminal opens a shell in it, Attach talks with its main program.</source>
        <translation>容器 {name} 在后台运行。“终端”在其中打开 shell，“附加”连接到它的主进程。</translation>
    </message>
    <message>
        <source>Left empty, the Engine makes one up.</source>
        <translation>留空则由引擎起名。</translation>
    </message>
    <message>
        <source>Words as in a shell. Left empty, the image&apos;s own.</source>
        <translation>写法同 shell；留空则用镜像自带的命令。</translation>
    </message>
    <message>
        <source>Terminal (TTY)</source>
        <translation>终端（TTY）</translation>
    </message>
    <message>
        <source>For a shell and what draws on the screen.</source>
        <translation>供 shell 和全屏程序使用。</translation>
    </message>
    <message>
        <source>Interactive</source>
        <translation>交互</translation>
    </message>
    <message>
        <source>Its input stays open.</source>
        <translation>保持标准输入打开。</translation>
    </message>
    <message>
        <source>Detach</source>
        <translation>后台运行</translation>
    </message>
    <message>
        <source>It runs in the background.</source>
        <translation>容器在后台运行。</translation>
    </message>
    <message>
        <source>Remove when it ends</source>
        <translation>结束后删除</translation>
    </message>
    <message>
        <source>With its anonymous volumes.</source>
        <translation>连同其匿名卷。</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>进程</translation>
    </message>
    <message>
        <source>The program before the command; &quot;&quot; is none.</source>
        <translation>位于命令之前的程序；&quot;&quot; 表示没有。</translation>
    </message>
    <message>
        <source>Working directory</source>
        <translation>工作目录</translation>
    </message>
    <message>
        <source>A name, or uid:gid.</source>
        <translation>用户名，或 uid:gid。</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>附加组</translation>
    </message>
    <message>
        <source>More of them, side by side.</source>
        <translation>可写多个，以空格分隔。</translation>
    </message>
    <message>
        <source>Life</source>
        <translation>生命周期</translation>
    </message>
    <message>
        <source>on-failure:3 is three times at most.</source>
        <translation>on-failure:3 表示最多三次。</translation>
    </message>
    <message>
        <source>Init process</source>
        <translation>init 进程</translation>
    </message>
    <message>
        <source>Reaps what others leave.</source>
        <translation>回收遗留的僵尸进程。</translation>
    </message>
    <message>
        <source>as the Engine is set</source>
        <translation>按引擎的设置</translation>
    </message>
    <message>
        <source>Stop timeout</source>
        <translation>停止超时</translation>
    </message>
    <message>
        <source>Seconds, then it is killed.</source>
        <translation>秒，超时后强制终止。</translation>
    </message>
    <message>
        <source>Streams</source>
        <translation>输入输出流</translation>
    </message>
    <message>
        <source>stdin, stdout, stderr: all, where none is said.</source>
        <translation>stdin、stdout、stderr；留空则为全部。</translation>
    </message>
    <message>
        <source>Start it at once</source>
        <translation>立即启动</translation>
    </message>
    <message>
        <source>Otherwise it is created, and rests.</source>
        <translation>否则仅创建，不启动。</translation>
    </message>
    <message>
        <source>Basics</source>
        <translation>基本</translation>
    </message>
    <message>
        <source>What it is called, what runs in it, and how it ends.</source>
        <translation>容器的名称、运行的程序，以及如何结束。</translation>
    </message>
    <message>
        <source>such as {example}</source>
        <translation>例如 {example}</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Not pasted: {lines}</source>
        <translation>未能粘贴：{lines}</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>存储</translation>
    </message>
    <message>
        <source>Limits and health</source>
        <translation>限制与健康检查</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>安全</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Variables</source>
        <translation>变量</translation>
    </message>
    <message>
        <source>Files of variables</source>
        <translation>变量文件</translation>
    </message>
    <message>
        <source>Paths on this machine, side by side; what stands above counts more.</source>
        <translation>本机上的路径，以空格分隔；上方表格中的值优先。</translation>
    </message>
    <message>
        <source>More labels</source>
        <translation>更多标签</translation>
    </message>
    <message>
        <source>Files of labels</source>
        <translation>标签文件</translation>
    </message>
    <message>
        <source>Paths on this machine.</source>
        <translation>本机上的路径。</translation>
    </message>
    <message>
        <source>Annotations</source>
        <translation>注解</translation>
    </message>
    <message>
        <source>NAME=value, side by side.</source>
        <translation>名称=值，以空格分隔。</translation>
    </message>
    <message>
        <source>Pale rows are the image&apos;s own. Lines as in an .env file can be pasted.</source>
        <translation>浅色的行来自镜像。可以粘贴 .env 文件那样的多行内容。</translation>
    </message>
    <message>
        <source>Not on this machine, and docker would refuse: {names}</source>
        <translation>本机没有以下文件，docker 会拒绝：{names}</translation>
    </message>
    <message>
        <source>{names}: taken from the environment of Portside on this machine.</source>
        <translation>{names}：取自本机上 Portside 的环境变量。</translation>
    </message>
    <message>
        <source>{names}: not set on this machine; the container will not have it.</source>
        <translation>{names}：本机未设置，容器中不会有此变量。</translation>
    </message>
    <message>
        <source>missing pulls what is not here.</source>
        <translation>missing 表示本地没有时才拉取。</translation>
    </message>
    <message>
        <source>What the container is made from.</source>
        <translation>容器由它创建。</translation>
    </message>
    <message>
        <source>Here, {size}; pulled again first.</source>
        <translation>本地已有，{size}；会先重新拉取。</translation>
    </message>
    <message>
        <source>Here, {size}.</source>
        <translation>本地已有，{size}。</translation>
    </message>
    <message>
        <source>No image here has this ID.</source>
        <translation>本地没有此 ID 的镜像。</translation>
    </message>
    <message>
        <source>Not here, and it is not to be pulled: the Engine will refuse.</source>
        <translation>本地没有，且不允许拉取：引擎会拒绝。</translation>
    </message>
    <message>
        <source>Not here: {name} is pulled first.</source>
        <translation>本地没有：会先拉取 {name}。</translation>
    </message>
    <message>
        <source>DEVICE:RATE, side by side.</source>
        <translation>设备:速率，以空格分隔。</translation>
    </message>
    <message>
        <source>Lines of the past</source>
        <translation>历史行数</translation>
    </message>
    <message>
        <source>Read of each container when its log is opened.</source>
        <translation>打开日志时，读取每个容器最近的行数。</translation>
    </message>
    <message>
        <source>Lines that are kept</source>
        <translation>保留行数</translation>
    </message>
    <message>
        <source>Of an open log, and at most 64 MB of it. The oldest give way; the Engine has all.</source>
        <translation>每个打开的日志保留的行数，最多 64 MB。最旧的行会被丢弃；引擎中仍保留全部日志。</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>限制</translation>
    </message>
    <message>
        <source>Such as 512m or 2g.</source>
        <translation>例如 512m 或 2g。</translation>
    </message>
    <message>
        <source>Memory and swap</source>
        <translation>内存和交换</translation>
    </message>
    <message>
        <source>-1 is no limit.</source>
        <translation>-1 表示不限制。</translation>
    </message>
    <message>
        <source>twice the memory</source>
        <translation>内存的两倍</translation>
    </message>
    <message>
        <source>CPUs</source>
        <translation>CPU 数</translation>
    </message>
    <message>
        <source>Also in parts, such as 1.5.</source>
        <translation>可为小数，例如 1.5。</translation>
    </message>
    <message>
        <source>Processes (PIDs)</source>
        <translation>进程数（PID）</translation>
    </message>
    <message>
        <source>Shared memory</source>
        <translation>共享内存</translation>
    </message>
    <message>
        <source>The size of /dev/shm.</source>
        <translation>/dev/shm 的大小。</translation>
    </message>
    <message>
        <source>Ulimits</source>
        <translation>进程限制（ulimit）</translation>
    </message>
    <message>
        <source>NAME=SOFT:HARD, side by side.</source>
        <translation>名称=软限制:硬限制，以空格分隔。</translation>
    </message>
    <message>
        <source>Health command</source>
        <translation>健康检查命令</translation>
    </message>
    <message>
        <source>For the container&apos;s shell; 0 is healthy, 1 is not.</source>
        <translation>由容器中的 shell 执行；返回 0 为健康，1 为不健康。</translation>
    </message>
    <message>
        <source>Interval</source>
        <translation>间隔</translation>
    </message>
    <message>
        <source>Timeout</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>Retries</source>
        <translation>重试次数</translation>
    </message>
    <message>
        <source>Failures in a row, then it is unhealthy.</source>
        <translation>连续失败达此次数即为不健康。</translation>
    </message>
    <message>
        <source>Start period</source>
        <translation>启动期</translation>
    </message>
    <message>
        <source>Failures do not count so long.</source>
        <translation>此期间的失败不计。</translation>
    </message>
    <message>
        <source>Start interval</source>
        <translation>启动期间隔</translation>
    </message>
    <message>
        <source>No health check</source>
        <translation>不做健康检查</translation>
    </message>
    <message>
        <source>Also not the image&apos;s.</source>
        <translation>镜像自带的也不做。</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Log driver</source>
        <translation>日志驱动</translation>
    </message>
    <message>
        <source>Log options</source>
        <translation>日志选项</translation>
    </message>
    <message>
        <source>More of memory</source>
        <translation>更多内存选项</translation>
    </message>
    <message>
        <source>Memory reservation</source>
        <translation>内存预留</translation>
    </message>
    <message>
        <source>Held to when memory is scarce.</source>
        <translation>内存紧张时以此为限。</translation>
    </message>
    <message>
        <source>Swappiness</source>
        <translation>交换倾向</translation>
    </message>
    <message>
        <source>0 to 100.</source>
        <translation>0 到 100。</translation>
    </message>
    <message>
        <source>Kernel memory</source>
        <translation>内核内存</translation>
    </message>
    <message>
        <source>Engines of old only.</source>
        <translation>仅用于旧引擎。</translation>
    </message>
    <message>
        <source>OOM score</source>
        <translation>OOM 分数</translation>
    </message>
    <message>
        <source>-1000 to 1000: the higher, the sooner killed.</source>
        <translation>-1000 到 1000：越高越先被终止。</translation>
    </message>
    <message>
        <source>Never kill when out of memory</source>
        <translation>内存不足时不终止</translation>
    </message>
    <message>
        <source>Only with a limit of memory.</source>
        <translation>须同时限制内存。</translation>
    </message>
    <message>
        <source>More of CPUs</source>
        <translation>更多 CPU 选项</translation>
    </message>
    <message>
        <source>CPU shares</source>
        <translation>CPU 份额</translation>
    </message>
    <message>
        <source>CPUs by number</source>
        <translation>指定 CPU</translation>
    </message>
    <message>
        <source>Memory nodes by number</source>
        <translation>指定内存节点</translation>
    </message>
    <message>
        <source>CPU period</source>
        <translation>CPU 周期</translation>
    </message>
    <message>
        <source>Microseconds.</source>
        <translation>微秒。</translation>
    </message>
    <message>
        <source>CPU quota</source>
        <translation>CPU 配额</translation>
    </message>
    <message>
        <source>Microseconds of each period.</source>
        <translation>每个周期的微秒数。</translation>
    </message>
    <message>
        <source>Real-time period</source>
        <translation>实时周期</translation>
    </message>
    <message>
        <source>Real-time runtime</source>
        <translation>实时运行时间</translation>
    </message>
    <message>
        <source>CPU count</source>
        <translation>CPU 数量</translation>
    </message>
    <message>
        <source>Windows only.</source>
        <translation>仅限 Windows。</translation>
    </message>
    <message>
        <source>CPU percent</source>
        <translation>CPU 百分比</translation>
    </message>
    <message>
        <source>Disks</source>
        <translation>磁盘</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>10 to 1000.</source>
        <translation>10 到 1000。</translation>
    </message>
    <message>
        <source>Weight of devices</source>
        <translation>设备权重</translation>
    </message>
    <message>
        <source>DEVICE:WEIGHT, side by side.</source>
        <translation>设备:权重，以空格分隔。</translation>
    </message>
    <message>
        <source>Bytes read a second</source>
        <translation>每秒读取字节数</translation>
    </message>
    <message>
        <source>Bytes written a second</source>
        <translation>每秒写入字节数</translation>
    </message>
    <message>
        <source>Reads a second</source>
        <translation>每秒读取次数</translation>
    </message>
    <message>
        <source>Writes a second</source>
        <translation>每秒写入次数</translation>
    </message>
    <message>
        <source>Bandwidth of the system disk</source>
        <translation>系统盘带宽</translation>
    </message>
    <message>
        <source>Operations of the system disk</source>
        <translation>系统盘每秒操作数</translation>
    </message>
    <message>
        <source>Left empty, nothing is limited, and the image&apos;s health check counts.</source>
        <translation>留空则不作限制，并采用镜像自带的健康检查。</translation>
    </message>
    <message>
        <source>Run without a shell, as it was. What is typed here, a shell runs.</source>
        <translation>与原容器一样，不经 shell 运行。在此输入的命令则由 shell 运行。</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>anonymous</source>
        <translation>匿名</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Read-only</source>
        <translation>只读</translation>
    </message>
    <message>
        <source>its short ID</source>
        <translation>其短 ID</translation>
    </message>
    <message>
        <source>Domain name</source>
        <translation>域名</translation>
    </message>
    <message>
        <source>Extra hosts</source>
        <translation>附加主机</translation>
    </message>
    <message>
        <source>NAME:ADDRESS, side by side; host-gateway is the machine.</source>
        <translation>名称:地址，以空格分隔；host-gateway 表示主机。</translation>
    </message>
    <message>
        <source>DNS</source>
        <translation>DNS</translation>
    </message>
    <message>
        <source>DNS servers</source>
        <translation>DNS 服务器</translation>
    </message>
    <message>
        <source>Addresses, side by side.</source>
        <translation>地址，以空格分隔。</translation>
    </message>
    <message>
        <source>Search domains</source>
        <translation>搜索域</translation>
    </message>
    <message>
        <source>DNS options</source>
        <translation>DNS 选项</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>链接</translation>
    </message>
    <message>
        <source>CONTAINER:ALIAS, on the network bridge: of old, a network serves better.</source>
        <translation>容器:别名，仅用于 bridge 网络；此为旧功能，用自建网络更好。</translation>
    </message>
    <message>
        <source>Containers on a network that somebody made find each other by name. Without one, it is on the network bridge.</source>
        <translation>同一自建网络中的容器可按名称互相访问。不指定则位于 bridge 网络。</translation>
    </message>
    <message>
        <source>Aliases</source>
        <translation>别名</translation>
    </message>
    <message>
        <source>IPv4</source>
        <translation>IPv4</translation>
    </message>
    <message>
        <source>MAC</source>
        <translation>MAC</translation>
    </message>
    <message>
        <source>General</source>
        <translation>常规</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Engine places</source>
        <translation>引擎位置</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>隐私</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>{page}, filled in</source>
        <translation>{page}，已填写</translation>
    </message>
    <message>
        <source>{page}, with a warning</source>
        <translation>{page}，有警告</translation>
    </message>
    <message>
        <source>{page}, something is wrong</source>
        <translation>{page}，有错误</translation>
    </message>
    <message>
        <source>As it is here</source>
        <translation>沿用本机</translation>
    </message>
    <message>
        <source>Or paste a docker run line</source>
        <translation>或粘贴一行 docker run 命令</translation>
    </message>
    <message>
        <source>Fill in</source>
        <translation>填入</translation>
    </message>
    <message>
        <source>Put back what was there</source>
        <translation>恢复原来的内容</translation>
    </message>
    <message>
        <source>All of it was filled in.</source>
        <translation>已全部填入。</translation>
    </message>
    <message>
        <source>Filled in, but for this:</source>
        <translation>已填入，以下除外：</translation>
    </message>
    <message>
        <source>Not filled in yet: elsewhere stands what can&apos;t be read.</source>
        <translation>尚未填入：其他地方还有无法识别的内容。</translation>
    </message>
    <message>
        <source>docker run -d -p 8080:80 --name web nginx:1.27</source>
        <translation>docker run -d -p 8080:80 --name web nginx:1.27</translation>
    </message>
    <message>
        <source>Host port</source>
        <translation>主机端口</translation>
    </message>
    <message>
        <source>Engine chooses</source>
        <translation>由引擎选择</translation>
    </message>
    <message>
        <source>Published ports</source>
        <translation>发布的端口</translation>
    </message>
    <message>
        <source>Publish all exposed ports</source>
        <translation>发布所有暴露的端口</translation>
    </message>
    <message>
        <source>Each on a port that the Engine chooses, on all addresses.</source>
        <translation>各自使用引擎选择的端口，位于所有地址。</translation>
    </message>
    <message>
        <source>More ports</source>
        <translation>更多端口</translation>
    </message>
    <message>
        <source>Expose</source>
        <translation>暴露</translation>
    </message>
    <message>
        <source>Ports that it listens on besides the image&apos;s, side by side.</source>
        <translation>除镜像声明之外监听的端口，以空格分隔。</translation>
    </message>
    <message>
        <source>A port, or a range such as 8000-8010. Pale rows are what the image exposes: give one a host port, or add it as it is.</source>
        <translation>单个端口，或 8000-8010 这样的范围。浅色的行是镜像暴露的端口：可填写主机端口，或直接添加。</translation>
    </message>
    <message>
        <source>Only this machine</source>
        <translation>仅限本机</translation>
    </message>
    <message>
        <source>Port {number} is held by container {name}.</source>
        <translation>端口 {number} 已被容器 {name} 占用。</translation>
    </message>
    <message>
        <source>Port {number} is held by something else on the machine.</source>
        <translation>端口 {number} 已被主机上的其他程序占用。</translation>
    </message>
    <message numerus="yes">
        <source>%n more of {ports} (is|are) held, too.</source>
        <translation>
            <numerusform>{ports} 中还有 %n 个端口也被占用。</numerusform>
        </translation>
    </message>
    <message>
        <source>Use {number}</source>
        <translation>改用 {number}</translation>
    </message>
    <message>
        <source>Open to the network, past most firewalls: {ports}. The host address 127.0.0.1 keeps a port on the machine.</source>
        <translation>对网络开放，并会绕过大多数防火墙：{ports}。主机地址填 127.0.0.1 可使端口仅限本机。</translation>
    </message>
    <message>
        <source>all that the image exposes</source>
        <translation>镜像暴露的所有端口</translation>
    </message>
    <message>
        <source>Privileged: whoever is root in it is root on the machine.</source>
        <translation>特权模式：容器内的 root 即主机上的 root。</translation>
    </message>
    <message>
        <source>{names}: whoever reaches the Engine is root on the machine.</source>
        <translation>{names}：能访问引擎者即主机上的 root。</translation>
    </message>
    <message>
        <source>{names}: what is changed there is changed on the machine.</source>
        <translation>{names}：其中的改动就是对主机的改动。</translation>
    </message>
    <message>
        <source>Shared with the machine: {names}.</source>
        <translation>与主机共享：{names}。</translation>
    </message>
    <message>
        <source>Capabilities as good as root: {names}.</source>
        <translation>等同于 root 的权能：{names}。</translation>
    </message>
    <message>
        <source>Devices of the machine: {names}.</source>
        <translation>主机的设备：{names}。</translation>
    </message>
    <message>
        <source>Without protection: {names}.</source>
        <translation>不受保护：{names}。</translation>
    </message>
    <message>
        <source>It will have power over the Engine&apos;s machine</source>
        <translation>它将能够控制引擎所在的主机</translation>
    </message>
    <message>
        <source>Yes, give it this power</source>
        <translation>是，授予它这些权力</translation>
    </message>
    <message>
        <source>Until the container is removed.</source>
        <translation>直到容器被删除。</translation>
    </message>
    <message>
        <source>Keep it if it does not start</source>
        <translation>启动失败时保留它</translation>
    </message>
    <message>
        <source>Otherwise what the Engine has made and can&apos;t start is removed.</source>
        <translation>否则会删除引擎已创建但无法启动的容器。</translation>
    </message>
    <message>
        <source>Open its terminal when it has started</source>
        <translation>启动后打开它的终端</translation>
    </message>
    <message>
        <source>In the background or not. Closing the terminal leaves the container running.</source>
        <translation>无论是否在后台运行。关闭终端后容器继续运行。</translation>
    </message>
    <message>
        <source>This is what will be made. A page&apos;s name leads back to it.</source>
        <translation>将按此创建。点击页面名称可返回该页。</translation>
    </message>
    <message>
        <source>With all of the machine&apos;s capabilities and devices, as root on it.</source>
        <translation>拥有主机的全部权能和设备，等同于主机上的 root。</translation>
    </message>
    <message>
        <source>Add capabilities</source>
        <translation>添加权能</translation>
    </message>
    <message>
        <source>Names, side by side.</source>
        <translation>名称，以空格分隔。</translation>
    </message>
    <message>
        <source>Drop capabilities</source>
        <translation>移除权能</translation>
    </message>
    <message>
        <source>Names, side by side; ALL is each.</source>
        <translation>名称，以空格分隔；ALL 表示全部。</translation>
    </message>
    <message>
        <source>Security options</source>
        <translation>安全选项</translation>
    </message>
    <message>
        <source>Side by side, such as seccomp=unconfined.</source>
        <translation>以空格分隔，例如 seccomp=unconfined。</translation>
    </message>
    <message>
        <source>HOST:CONTAINER:rwm, side by side.</source>
        <translation>主机:容器:rwm，以空格分隔。</translation>
    </message>
    <message>
        <source>GPUs</source>
        <translation>GPU 设备</translation>
    </message>
    <message>
        <source>all, a number, or device=0,1 in quotes.</source>
        <translation>all、数量，或引号中的 device=0,1。</translation>
    </message>
    <message>
        <source>Namespaces</source>
        <translation>命名空间</translation>
    </message>
    <message>
        <source>Processes (PID)</source>
        <translation>进程（PID）</translation>
    </message>
    <message>
        <source>host sees all of the machine&apos;s.</source>
        <translation>host 可看到主机的全部进程。</translation>
    </message>
    <message>
        <source>its own</source>
        <translation>自己的</translation>
    </message>
    <message>
        <source>IPC</source>
        <translation>进程间通信（IPC）</translation>
    </message>
    <message>
        <source>Host name (UTS)</source>
        <translation>主机名（UTS）</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Control groups</source>
        <translation>控制组</translation>
    </message>
    <message>
        <source>More security</source>
        <translation>更多安全选项</translation>
    </message>
    <message>
        <source>Kernel settings (sysctl)</source>
        <translation>内核参数（sysctl）</translation>
    </message>
    <message>
        <source>Device rules</source>
        <translation>设备规则</translation>
    </message>
    <message>
        <source>Each in quotes: &quot;c 42:* rmw&quot;.</source>
        <translation>每条加引号：&quot;c 42:* rmw&quot;。</translation>
    </message>
    <message>
        <source>Parent control group</source>
        <translation>上级控制组</translation>
    </message>
    <message>
        <source>Runtime</source>
        <translation>运行时</translation>
    </message>
    <message>
        <source>Isolation</source>
        <translation>隔离</translation>
    </message>
    <message>
        <source>Left as it is, a container has little power over the machine.</source>
        <translation>保持默认，容器对主机几乎没有权力。</translation>
    </message>
    <message>
        <source>Read-only root file system</source>
        <translation>只读根文件系统</translation>
    </message>
    <message>
        <source>Only what is mounted can be written to.</source>
        <translation>只能写入挂载的位置。</translation>
    </message>
    <message>
        <source>More storage</source>
        <translation>更多存储选项</translation>
    </message>
    <message>
        <source>Volumes from</source>
        <translation>沿用其他容器的卷</translation>
    </message>
    <message>
        <source>Other containers, side by side; NAME:ro for reading only.</source>
        <translation>其他容器，以空格分隔；名称:ro 表示只读。</translation>
    </message>
    <message>
        <source>Volume driver</source>
        <translation>卷驱动</translation>
    </message>
    <message>
        <source>Of the volumes above.</source>
        <translation>用于上面的卷。</translation>
    </message>
    <message>
        <source>Storage options</source>
        <translation>存储选项</translation>
    </message>
    <message>
        <source>A volume outlives its container. A folder of the machine begins with a slash. Pale rows are the image&apos;s own volumes.</source>
        <translation>卷在容器删除后仍保留。主机上的文件夹以斜杠开头。浅色的行是镜像自带的卷。</translation>
    </message>
    <message>
        <source>Add folder…</source>
        <translation>添加文件夹…</translation>
    </message>
    <message numerus="yes">
        <source>Whether {paths} (is|are) there can&apos;t be seen from here. The Engine makes a folder that is missing for -v, and refuses it for --mount.</source>
        <translation>
            <numerusform>从这里看不到 {paths} 是否存在。如果文件夹不存在，-v 时引擎会新建，--mount 时引擎会拒绝。</numerusform>
        </translation>
    </message>
    <message>
        <source>{path} is not there: the Engine makes an empty folder.</source>
        <translation>{path} 不存在：引擎会在该处新建一个空文件夹。</translation>
    </message>
    <message>
        <source>{path} is not there, and --mount makes no folder: it will be refused.</source>
        <translation>{path} 不存在，而 --mount 不会新建文件夹：引擎会拒绝。</translation>
    </message>
    <message>
        <source>Use -v, which makes it</source>
        <translation>改用 -v（会新建）</translation>
    </message>
    <message>
        <source>Add folder</source>
        <translation>添加文件夹</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>添加…</translation>
    </message>
    <message>
        <source>Run a container</source>
        <translation>运行容器</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>上一步(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>下一步(&amp;N)</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>{page}: {trouble}</source>
        <translation>{page}：{trouble}</translation>
    </message>
    <message numerus="yes">
        <source>{trouble} And %n more.</source>
        <translation>
            <numerusform>{trouble}另有 %n 处。</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no command in it.</source>
        <translation>其中没有命令。</translation>
    </message>
    <message>
        <source>It begins with {part}, not with docker.</source>
        <translation>它以 {part} 开头，而不是 docker。</translation>
    </message>
    <message>
        <source>docker {part} makes no container: docker run and docker create do.</source>
        <translation>docker {part} 不创建容器：docker run 和 docker create 才会。</translation>
    </message>
    <message>
        <source>{part} is for a shell, and was left out.</source>
        <translation>{part} 由 shell 处理，已略去。</translation>
    </message>
    <message>
        <source>A shell would replace {part}: say by what.</source>
        <translation>shell 会替换 {part}：请填写替换成什么。</translation>
    </message>
    <message>
        <source>docker run has no option {part}.</source>
        <translation>docker run 没有选项 {part}。</translation>
    </message>
    <message>
        <source>{part} does nothing here, and was left out.</source>
        <translation>{part} 在此不起作用，已略去。</translation>
    </message>
    <message>
        <source>{part} needs a value.</source>
        <translation>{part} 需要一个值。</translation>
    </message>
    <message>
        <source>{part} says where a command runs, and was left out.</source>
        <translation>{part} 只指定命令在哪里执行，已略去。</translation>
    </message>
    <message>
        <source>{part} is neither true nor false.</source>
        <translation>{part} 既不是 true 也不是 false。</translation>
    </message>
    <message>
        <source>{part} is no number.</source>
        <translation>{part} 不是数字。</translation>
    </message>
    <message>
        <source>{part} is out of range.</source>
        <translation>{part} 超出范围。</translation>
    </message>
    <message>
        <source>{part} is no size, such as 64m or 1.5g.</source>
        <translation>{part} 不是有效的大小，应如 64m 或 1.5g。</translation>
    </message>
    <message>
        <source>{part} is no duration, such as 30s or 1m30s.</source>
        <translation>{part} 不是有效的时长，应如 30s 或 1m30s。</translation>
    </message>
    <message>
        <source>{part} is no address, such as 127.0.0.1 or ::1.</source>
        <translation>{part} 不是有效的地址，应如 127.0.0.1 或 ::1。</translation>
    </message>
    <message>
        <source>{part} is no MAC address, such as 02:42:ac:11:00:02.</source>
        <translation>{part} 不是有效的 MAC 地址，应如 02:42:ac:11:00:02。</translation>
    </message>
    <message>
        <source>A name is missing in {part}.</source>
        <translation>{part} 中缺少名称。</translation>
    </message>
    <message>
        <source>{part} needs a value: NAME=value.</source>
        <translation>{part} 需要一个值：名称=值。</translation>
    </message>
    <message>
        <source>{part} is none of the words that are possible here.</source>
        <translation>{part} 不是此处可用的值。</translation>
    </message>
    <message>
        <source>docker does not know {part} here.</source>
        <translation>docker 在此处不支持 {part}。</translation>
    </message>
    <message>
        <source>{part} is not separated by commas.</source>
        <translation>{part} 未以逗号分隔。</translation>
    </message>
    <message>
        <source>{part} can&apos;t be written on a command line.</source>
        <translation>{part} 无法写在命令行中。</translation>
    </message>
    <message>
        <source>Something is missing here.</source>
        <translation>此处缺少内容。</translation>
    </message>
    <message>
        <source>{part} is no port, such as 80 or 8000-8010.</source>
        <translation>{part} 不是有效的端口，应如 80 或 8000-8010。</translation>
    </message>
    <message>
        <source>The last port is 65535, and {part} is beyond it.</source>
        <translation>端口号最大为 65535，{part} 超出范围。</translation>
    </message>
    <message>
        <source>There is no port 0. Left empty, the Engine chooses one.</source>
        <translation>没有端口 0。留空则由引擎选择。</translation>
    </message>
    <message>
        <source>{part} ends before it begins.</source>
        <translation>{part} 的终点在起点之前。</translation>
    </message>
    <message>
        <source>The ranges {part} have not as many ports on both sides.</source>
        <translation>范围 {part} 两侧的端口数不同。</translation>
    </message>
    <message>
        <source>{part} is no protocol: tcp, udp and sctp are.</source>
        <translation>{part} 不是有效的协议：可用 tcp、udp 和 sctp。</translation>
    </message>
    <message>
        <source>Port {part} of the host is wanted twice.</source>
        <translation>主机端口 {part} 被指定了两次。</translation>
    </message>
    <message>
        <source>An image is missing.</source>
        <translation>缺少镜像。</translation>
    </message>
    <message>
        <source>In the image&apos;s name, {part} is wrong.</source>
        <translation>镜像名称中的 {part} 有误。</translation>
    </message>
    <message>
        <source>{part} is no name: two or more of the letters a to z, digits, _ . and -, and a letter or a digit first.</source>
        <translation>{part} 不能作为名称：须为两个以上的字母 a 到 z、数字、_ . 和 -，并以字母或数字开头。</translation>
    </message>
    <message>
        <source>{part} is no volume&apos;s name: letters a to z, digits, _ . and -. A folder begins with a slash.</source>
        <translation>{part} 不能作为卷名：可用字母 a 到 z、数字、_ . 和 -。文件夹以斜杠开头。</translation>
    </message>
    <message>
        <source>{part} must be an absolute path: it begins with a slash.</source>
        <translation>{part} 须为绝对路径：以斜杠开头。</translation>
    </message>
    <message>
        <source>The place in the container is missing.</source>
        <translation>缺少容器中的位置。</translation>
    </message>
    <message>
        <source>What is to be mounted is missing.</source>
        <translation>缺少要挂载的内容。</translation>
    </message>
    <message>
        <source>{part} has too many colons.</source>
        <translation>{part} 的冒号太多。</translation>
    </message>
    <message>
        <source>Nothing can be mounted on the container&apos;s root {part}.</source>
        <translation>不能挂载到容器的根 {part}。</translation>
    </message>
    <message>
        <source>Two are mounted on {part}.</source>
        <translation>有两项挂载到 {part}。</translation>
    </message>
    <message>
        <source>Network {part} is there twice.</source>
        <translation>网络 {part} 出现了两次。</translation>
    </message>
    <message>
        <source>{part} does not go with the rest.</source>
        <translation>{part} 与其他设置不相容。</translation>
    </message>
    <message>
        <source>{part} excludes another setting.</source>
        <translation>{part} 与另一项设置互斥。</translation>
    </message>
    <message>
        <source>This is less than the Engine takes.</source>
        <translation>低于引擎允许的最小值。</translation>
    </message>
    <message>
        <source>{part} can&apos;t be read.</source>
        <translation>无法读取 {part}。</translation>
    </message>
    <message>
        <source>docker reads {part} from a file only.</source>
        <translation>docker 只从文件读取 {part}。</translation>
    </message>
    <message>
        <source>The health check {part} is run without a shell: docker run can only have a shell run it.</source>
        <translation>健康检查 {part} 不经 shell 运行，而 docker run 只能让 shell 来运行它。</translation>
    </message>
    <message>
        <source>This Engine does not know {part} yet: newer ones do.</source>
        <translation>此引擎还不支持 {part}，较新的版本才支持。</translation>
    </message>
    <message>
        <source>This Engine does not know {part} any more.</source>
        <translation>此引擎已不再支持 {part}。</translation>
    </message>
    <message>
        <source>Only Engines on Windows know {part}.</source>
        <translation>只有 Windows 上的引擎支持 {part}。</translation>
    </message>
    <message>
        <source>The Engine takes no less than 6m.</source>
        <translation>引擎要求不少于 6m。</translation>
    </message>
    <message>
        <source>Memory and swap together: not less than the memory.</source>
        <translation>此为内存与交换之和：不能少于内存。</translation>
    </message>
    <message>
        <source>It needs a limit of memory.</source>
        <translation>须同时限制内存。</translation>
    </message>
    <message>
        <source>At least 0.01.</source>
        <translation>至少 0.01。</translation>
    </message>
    <message>
        <source>1000 to 1000000: from 1 ms to 1 s.</source>
        <translation>1000 到 1000000：从 1 毫秒到 1 秒。</translation>
    </message>
    <message>
        <source>At least 1000, which is 1 ms.</source>
        <translation>至少 1000，即 1 毫秒。</translation>
    </message>
    <message>
        <source>2 to 262144.</source>
        <translation>2 到 262144。</translation>
    </message>
    <message>
        <source>Either CPUs, or a quota and a period.</source>
        <translation>CPU 数与配额、周期只能选其一。</translation>
    </message>
    <message>
        <source>What is removed when it ends can&apos;t be started again.</source>
        <translation>结束后即删除的容器无法再次启动。</translation>
    </message>
    <message>
        <source>Either no health check, or one of its own.</source>
        <translation>不做健康检查，或自定义健康检查，只能选其一。</translation>
    </message>
    <message>
        <source>The log driver none takes no options.</source>
        <translation>日志驱动 none 没有选项。</translation>
    </message>
    <message>
        <source>What runs in the background is attached to nothing.</source>
        <translation>后台运行的容器不附加任何流。</translation>
    </message>
    <message>
        <source>{part} goes only with a network that somebody made, not with the Engine&apos;s own.</source>
        <translation>{part} 只能用于自建网络，不能用于引擎自带的网络。</translation>
    </message>
    <message>
        <source>With {part} there is no other network.</source>
        <translation>使用 {part} 时不能有其他网络。</translation>
    </message>
    <message>
        <source>{part} is no device, such as /dev/snd.</source>
        <translation>{part} 不是有效的设备，应如 /dev/snd。</translation>
    </message>
    <message>
        <source>{part} was left out: no file with the container&apos;s ID is written here.</source>
        <translation>已略去 {part}：此处不会写入容器 ID 文件。</translation>
    </message>
    <message>
        <source>{part} was left out: no signatures are checked here.</source>
        <translation>已略去 {part}：此处不校验镜像签名。</translation>
    </message>
    <message>
        <source>{part} was left out: the Engine&apos;s socket and your passwords are not handed on here. A mount of the socket can be added at Storage.</source>
        <translation>已略去 {part}：此处不会传入引擎的套接字和您的密码。如有需要，可在“存储”页添加该套接字的挂载。</translation>
    </message>
    <message>
        <source>{part} was left out: docker would make no container.</source>
        <translation>已略去 {part}：docker 不会因此创建容器。</translation>
    </message>
    <message>
        <source>{part} begins with a long dash, as text programs make it. {option} may be meant.</source>
        <translation>{part} 以文字处理程序生成的长破折号开头。可能想写的是 {option}。</translation>
    </message>
    <message>
        <source>{part} has quotes as text programs make them: a command line knows &quot; and &apos; only.</source>
        <translation>{part} 中有文字处理程序生成的引号：命令行只认 &quot; 和 &apos;。</translation>
    </message>
    <message numerus="yes">
        <source>The Engine&apos;s machine has %n (CPU|CPUs).</source>
        <translation>
            <numerusform>引擎所在的机器有 %n 个 CPU。</numerusform>
        </translation>
    </message>
    <message>
        <source>Another container has the name {name}.</source>
        <translation>另一个容器已使用名称 {name}。</translation>
    </message>
    <message>
        <source>There is no network {name}.</source>
        <translation>没有网络 {name}。</translation>
    </message>
    <message>
        <source>{address} is outside of {subnet}.</source>
        <translation>{address} 不在 {subnet} 之内。</translation>
    </message>
    <message>
        <source>Save as template</source>
        <translation>另存为模板</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Without values, so that no secret is kept: {names}</source>
        <translation>以下各项不保存值，以免留下机密信息：{names}</translation>
    </message>
    <message>
        <source>Save the settings as a template</source>
        <translation>将设置保存为模板</translation>
    </message>
    <message>
        <source>Replaces the template of this name.</source>
        <translation>将替换同名的模板。</translation>
    </message>
    <message>
        <source>Run from a template</source>
        <translation>从模板运行</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>&amp;Template</source>
        <translation>模板(&amp;T)</translation>
    </message>
    <message>
        <source>Remove this template</source>
        <translation>删除此模板</translation>
    </message>
    <message>
        <source>Begin with a template</source>
        <translation>从模板开始</translation>
    </message>
    <message>
        <source>The wizard opens with its settings.</source>
        <translation>向导将以其设置打开。</translation>
    </message>
    <message>
        <source>There is no template yet.</source>
        <translation>还没有模板。</translation>
    </message>
    <message>
        <source>Build…</source>
        <translation>构建…</translation>
    </message>
    <message>
        <source>Make an image of a Dockerfile and the files beside it</source>
        <translation>用 Dockerfile 及其旁边的文件制作镜像</translation>
    </message>
    <message>
        <source>{why} Nothing was sent.</source>
        <translation>{why}没有发送任何内容。</translation>
    </message>
    <message>
        <source>there is no space left in {folder} on this machine: {size} are free. What was written is removed again. Make room, or choose another place.</source>
        <translation>本机 {folder} 中已没有剩余空间：仅剩 {size}。已写入的内容已被删除。请腾出空间，或选择其他位置。</translation>
    </message>
    <message>
        <source>there is no space left in {folder} on this machine. What was written is removed again. Make room, or choose another place.</source>
        <translation>本机的 {folder} 已没有空间。已写入的部分已删除。请腾出空间，或选择其他位置。</translation>
    </message>
    <message>
        <source>you may not write to {folder}. Choose another place.</source>
        <translation>您无权写入 {folder}。请选择其他位置。</translation>
    </message>
    <message>
        <source>there is no folder {folder}. Choose another place.</source>
        <translation>文件夹 {folder} 不存在。请选择其他位置。</translation>
    </message>
    <message>
        <source>a file in {folder} can&apos;t be so large. What was written is removed again. Choose another place.</source>
        <translation>{folder} 中的文件不能这么大。已写入的部分已删除。请选择其他位置。</translation>
    </message>
    <message>
        <source>this machine says “{text}” of {folder}. What was written is removed again.</source>
        <translation>关于 {folder}，本机报告“{text}”。已写入的部分已删除。</translation>
    </message>
    <message>
        <source>the file is not there any more. Choose it again.</source>
        <translation>文件已不存在。请重新选择。</translation>
    </message>
    <message>
        <source>you may not read it. Change its permissions, or choose a copy.</source>
        <translation>您无权读取它。请更改其权限，或选择一个副本。</translation>
    </message>
    <message>
        <source>it is a folder. Choose a file.</source>
        <translation>它是一个文件夹。请选择文件。</translation>
    </message>
    <message>
        <source>the file can&apos;t be read, this machine says “{text}”. Get it again.</source>
        <translation>无法读取该文件，本机报告“{text}”。请重新获取。</translation>
    </message>
    <message>
        <source>it holds files, not images, as docker export writes it. Import it instead.</source>
        <translation>它包含的是文件而不是镜像，如同 docker export 所写。请改为导入。</translation>
    </message>
    <message>
        <source>it holds images, as docker save writes it. Load it instead.</source>
        <translation>它包含镜像，如同 docker save 所写。请改为载入。</translation>
    </message>
    <message>
        <source>it ends in the middle: it was not copied whole. Get it again.</source>
        <translation>它中途结束：没有完整复制。请重新获取。</translation>
    </message>
    <message>
        <source>it is empty. Choose another file.</source>
        <translation>它是空的。请选择其他文件。</translation>
    </message>
    <message>
        <source>it is no tar archive, whatever its name says. Choose what docker save or docker export has written.</source>
        <translation>无论名称如何，它都不是 tar 归档。请选择 docker save 或 docker export 写出的文件。</translation>
    </message>
    <message>
        <source>No folder is sent</source>
        <translation>不发送文件夹</translation>
    </message>
    <message>
        <source>COPY and ADD find nothing but what is on the web.</source>
        <translation>COPY 和 ADD 只能找到网络上的内容。</translation>
    </message>
    <message>
        <source>Looking at the folder…</source>
        <translation>正在查看文件夹…</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s), {size}</source>
        <translation>
            <numerusform>%n 个文件，{size}</numerusform>
        </translation>
    </message>
    <message>
        <source>{sum} so far…</source>
        <translation>目前 {sum}…</translation>
    </message>
    <message>
        <source>This much is sent to the Engine before the first step.</source>
        <translation>在第一步之前，这些内容会发送给引擎。</translation>
    </message>
    <message>
        <source>The folder can&apos;t be sent: {why}</source>
        <translation>无法发送文件夹：{why}</translation>
    </message>
    <message>
        <source>{size} is much for a build. Leave out what no step needs.</source>
        <translation>构建要发送 {size}，偏大。请排除各步骤都用不到的内容。</translation>
    </message>
    <message>
        <source>To be known</source>
        <translation>注意</translation>
    </message>
    <message numerus="yes">
        <source>And %n more.</source>
        <translation>
            <numerusform>还有 %n 项。</numerusform>
        </translation>
    </message>
    <message>
        <source>The largest parts</source>
        <translation>最大的部分</translation>
    </message>
    <message>
        <source>Left out by .dockerignore</source>
        <translation>由 .dockerignore 排除</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n 个文件</numerusform>
        </translation>
    </message>
    <message>
        <source>line {line}</source>
        <translation>第 {line} 行</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>排除</translation>
    </message>
    <message>
        <source>Add a line to .dockerignore</source>
        <translation>在 .dockerignore 中添加一行</translation>
    </message>
    <message>
        <source>Leave out {path}</source>
        <translation>排除 {path}</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Show in Dockerfile</source>
        <translation>在 Dockerfile 中显示</translation>
    </message>
    <message>
        <source>Build again…</source>
        <translation>再次构建…</translation>
    </message>
    <message>
        <source>Build: {name}</source>
        <translation>构建：{name}</translation>
    </message>
    <message>
        <source>Built {name} in {time}</source>
        <translation>已构建 {name}，用时 {time}</translation>
    </message>
    <message numerus="yes">
        <source>, %n step(s) from the cache</source>
        <translation>
            <numerusform>，其中 %n 步来自缓存</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} was not built: the connection to the Engine was lost</source>
        <translation>{name} 未构建：与引擎的连接已断开</translation>
    </message>
    <message>
        <source>{name} was not built</source>
        <translation>{name} 未构建</translation>
    </message>
    <message>
        <source>Cancelled after {time}</source>
        <translation>{time} 后被取消</translation>
    </message>
    <message>
        <source>Sending the files: {amount}</source>
        <translation>正在发送文件：{amount}</translation>
    </message>
    <message>
        <source>Building {name}</source>
        <translation>正在构建 {name}</translation>
    </message>
    <message>
        <source>Nothing is in it yet. A Dockerfile begins with FROM and an image.</source>
        <translation>还没有内容。Dockerfile 以 FROM 和一个镜像开头。</translation>
    </message>
    <message>
        <source>{part} comes before the first FROM. Only ARG may.</source>
        <translation>{part} 在第一个 FROM 之前，那里只允许 ARG。</translation>
    </message>
    <message>
        <source>{part} says nothing: something has to follow it.</source>
        <translation>{part} 没有内容：后面必须有参数。</translation>
    </message>
    <message>
        <source>{part} is no name of an image.</source>
        <translation>{part} 不是有效的镜像名称。</translation>
    </message>
    <message>
        <source>An earlier stage is called {part}, too.</source>
        <translation>前面已有一个名为 {part} 的阶段。</translation>
    </message>
    <message>
        <source>{part} needs what to copy, and where to.</source>
        <translation>{part} 需要写明复制什么以及复制到哪里。</translation>
    </message>
    <message>
        <source>The here-document does not end: no line is {part} alone.</source>
        <translation>here-document 没有结束：没有只含 {part} 的行。</translation>
    </message>
    <message>
        <source>{part} is outside of the folder that is sent. Copy it into the folder.</source>
        <translation>{part} 在所发送的文件夹之外。请把它复制到文件夹中。</translation>
    </message>
    <message>
        <source>{part} is not in the folder that is sent.</source>
        <translation>{part} 不在所发送的文件夹中。</translation>
    </message>
    <message>
        <source>{part} can&apos;t be the name of a stage: it begins with a letter, and has only letters, digits, dots, - and _.</source>
        <translation>{part} 不能用作阶段名称：名称以字母开头，且只能包含字母、数字、点、- 和 _。</translation>
    </message>
    <message>
        <source>{part} is too much. FROM takes an image, or an image AS a name.</source>
        <translation>{part} 是多余的。FROM 后是一个镜像，或“镜像 AS 名称”。</translation>
    </message>
    <message>
        <source>{part} needs a value, after =.</source>
        <translation>{part} 需要一个值，写在 = 之后。</translation>
    </message>
    <message>
        <source>{part} is no port: a number up to 65535, or two with a -, such as 80/tcp.</source>
        <translation>{part} 不是有效的端口：应为不超过 65535 的数字，或用 - 连接的两个数字，例如 80/tcp。</translation>
    </message>
    <message>
        <source>{part} is no name=value.</source>
        <translation>{part} 不是“名称=值”的形式。</translation>
    </message>
    <message>
        <source>{other} takes several files only to a folder: {part} has to end with a /.</source>
        <translation>{other} 只能将多个文件复制到文件夹：{part} 必须以 / 结尾。</translation>
    </message>
    <message>
        <source>{part} is no signal, such as SIGTERM.</source>
        <translation>{part} 不是有效的信号，应如 SIGTERM。</translation>
    </message>
    <message>
        <source>{other} takes a list as JSON has it: [&quot;/bin/sh&quot;, &quot;-c&quot;].</source>
        <translation>{other} 需要 JSON 格式的列表：[&quot;/bin/sh&quot;, &quot;-c&quot;]。</translation>
    </message>
    <message>
        <source>{part} is no way to check: CMD and a command follow, or NONE.</source>
        <translation>{part} 不是有效的检查方式：其后应为 CMD 加命令，或 NONE。</translation>
    </message>
    <message>
        <source>{part} can&apos;t come after ONBUILD.</source>
        <translation>{part} 不能跟在 ONBUILD 之后。</translation>
    </message>
    <message>
        <source>{part} is another image whenever latest is renewed. Name a version.</source>
        <translation>每当 latest 更新，{part} 就是另一个镜像。请指定版本。</translation>
    </message>
    <message>
        <source>The lists that {part} loads stay in the image. In the same RUN, end with rm -rf /var/lib/apt/lists/*</source>
        <translation>{part} 下载的列表会留在镜像中。请在同一个 RUN 的末尾加上 rm -rf /var/lib/apt/lists/*</translation>
    </message>
    <message>
        <source>The value of {part} stays in the image, where everybody can read it.</source>
        <translation>{part} 的值会留在镜像中，任何人都能读到。</translation>
    </message>
    <message>
        <source>Portside hands no secrets to a build: {other} is not there. In a terminal, add --secret id={other},src=FILE to the docker line.</source>
        <translation>Portside 不向构建传递机密：{other} 不可用。请在终端中为 docker 命令行加上 --secret id={other},src=FILE。</translation>
    </message>
    <message>
        <source>Portside hands no SSH agent to a build: {other} is not there. In a terminal, add --ssh {other} to the docker line.</source>
        <translation>Portside 不向构建传递 SSH 代理：{other} 不可用。请在终端中为 docker 命令行加上 --ssh {other}。</translation>
    </message>
    <message>
        <source>{part} needs BuildKit, and docker buildx is not on this machine. Install the plug-in docker-buildx, or do without it.</source>
        <translation>{part} 需要 BuildKit，但本机没有 docker buildx。请安装 docker-buildx 插件，或不使用它。</translation>
    </message>
    <message>
        <source>{part} is newer than this Engine&apos;s BuildKit. With the line # syntax=docker/dockerfile:1 at the top it pulls one that knows it.</source>
        <translation>{part} 比此引擎的 BuildKit 更新。在首行加上 # syntax=docker/dockerfile:1，即可拉取支持它的版本。</translation>
    </message>
    <message>
        <source>It is no list as JSON has it, and goes to a shell: use &quot; around words.</source>
        <translation>这不是 JSON 格式的列表，会交给 shell 处理：请用 &quot; 括起各个词。</translation>
    </message>
    <message>
        <source>{part} is no instruction. {other} may be meant.</source>
        <translation>{part} 不是指令。也许是指 {other}。</translation>
    </message>
    <message>
        <source>{part} is no instruction.</source>
        <translation>{part} 不是指令。</translation>
    </message>
    <message>
        <source>{part} is no option here. {other} may be meant.</source>
        <translation>{part} 不是此处可用的选项。也许是指 {other}。</translation>
    </message>
    <message>
        <source>{part} is no option here.</source>
        <translation>{part} 不是此处可用的选项。</translation>
    </message>
    <message>
        <source>No earlier stage is called {part}, so it is an image. The stage {other} may be meant.</source>
        <translation>前面没有名为 {part} 的阶段，因此它指的是镜像。也许是指阶段 {other}。</translation>
    </message>
    <message>
        <source>No earlier stage has the number {part}.</source>
        <translation>前面没有编号为 {part} 的阶段。</translation>
    </message>
    <message>
        <source>No earlier stage is called {part}, so it is an image.</source>
        <translation>前面没有名为 {part} 的阶段，因此它指的是镜像。</translation>
    </message>
    <message>
        <source>A FROM is missing: nothing says what to begin with.</source>
        <translation>缺少 FROM：没有说明从哪个镜像开始。</translation>
    </message>
    <message>
        <source>Line {line} needs BuildKit ({part}), and docker buildx is not on this machine. Install the plug-in docker-buildx, or do without it in the Dockerfile.</source>
        <translation>第 {line} 行需要 BuildKit（{part}），但本机没有 docker buildx。请安装 docker-buildx 插件，或在 Dockerfile 中不使用它。</translation>
    </message>
    <message>
        <source>Built by docker buildx: line {line} needs BuildKit ({part}).</source>
        <translation>由 docker buildx 构建：第 {line} 行需要 BuildKit（{part}）。</translation>
    </message>
    <message>
        <source>docker buildx sets no limit of memory: {size} has no effect.</source>
        <translation>docker buildx 不限制内存：{size} 不起作用。</translation>
    </message>
    <message>
        <source>BuildKit takes the networks default, host and none, and would refuse {name}.</source>
        <translation>BuildKit 只接受网络 default、host 和 none，会拒绝 {name}。</translation>
    </message>
    <message>
        <source>More is found where the linter hadolint is installed, on the PATH.</source>
        <translation>若 PATH 中装有检查工具 hadolint，可发现更多问题。</translation>
    </message>
    <message>
        <source>Without docker buildx, “# syntax” is a comment to the Engine&apos;s own builder. Nothing else in the Dockerfile needs BuildKit.</source>
        <translation>没有 docker buildx 时，引擎自带的构建器把“# syntax”当作注释。Dockerfile 的其余部分不需要 BuildKit。</translation>
    </message>
    <message>
        <source>There is no folder {folder}. Choose another one.</source>
        <translation>没有文件夹 {folder}。请另选一个。</translation>
    </message>
    <message>
        <source>You may not read {file}. Change its permissions, or choose another.</source>
        <translation>没有读取 {file} 的权限。请更改其权限，或另选一个。</translation>
    </message>
    <message>
        <source>{file} is a folder. Choose a file.</source>
        <translation>{file} 是文件夹。请选择文件。</translation>
    </message>
    <message>
        <source>Cannot read {file}: {why}</source>
        <translation>无法读取 {file}：{why}</translation>
    </message>
    <message>
        <source>{file} is too large for a Dockerfile. Choose another.</source>
        <translation>{file} 太大，不是 Dockerfile。请另选一个。</translation>
    </message>
    <message>
        <source>Cannot save {file}: {why}. Nothing was built.</source>
        <translation>无法保存 {file}：{why}。没有进行构建。</translation>
    </message>
    <message>
        <source>The name {path} has a line break, which {file} cannot say.</source>
        <translation>名称 {path} 含有换行符，{file} 无法表示。</translation>
    </message>
    <message>
        <source>{file} is a link. Replace it by a file to leave something out.</source>
        <translation>{file} 是链接。请将其替换为普通文件，才能排除内容。</translation>
    </message>
    <message>
        <source>Cannot write {file}: {why}</source>
        <translation>无法写入 {file}：{why}</translation>
    </message>
    <message>
        <source>{file} was changed by something else meanwhile. Save and build again to overwrite it.</source>
        <translation>{file} 在此期间被其他程序更改了。再次保存并构建会覆盖它。</translation>
    </message>
    <message>
        <source>{path} can&apos;t be read, and docker sends nothing then. Permit it (chmod -R u+rX), or leave it out by .dockerignore.</source>
        <translation>无法读取 {path}，因此 docker 不会发送任何内容。请授予权限（chmod -R u+rX），或用 .dockerignore 将其排除。</translation>
    </message>
    <message>
        <source>{path} has become shorter while it was sent. Build again when nothing writes to it, or leave it out by .dockerignore.</source>
        <translation>{path} 在发送时变短了。请在没有程序写入时重新构建，或用 .dockerignore 将其排除。</translation>
    </message>
    <message>
        <source>{path} went while it was looked at. Build again.</source>
        <translation>{path} 在查看时消失了。请重新构建。</translation>
    </message>
    <message>
        <source>{path}: {why}</source>
        <translation>{path}：{why}</translation>
    </message>
    <message>
        <source>a step&apos;s command may not be run (exit code 126). Make the file executable.</source>
        <translation>步骤的命令不可执行（退出码 126）。请使该文件可执行。</translation>
    </message>
    <message>
        <source>a step&apos;s command is not in the image (exit code 127). Install it before.</source>
        <translation>步骤的命令不在镜像中（退出码 127）。请先安装它。</translation>
    </message>
    <message>
        <source>a step&apos;s command was killed (exit code 137), perhaps for want of memory. What it wrote is in the build&apos;s log.</source>
        <translation>步骤的命令被终止（退出码 137），可能是内存不足。其输出在构建日志中。</translation>
    </message>
    <message>
        <source>a step&apos;s command ended with exit code {code}. What it wrote is in the build&apos;s log.</source>
        <translation>步骤的命令以退出码 {code} 结束。其输出在构建日志中。</translation>
    </message>
    <message>
        <source>{path} is a socket, and is not sent.</source>
        <translation>{path} 是套接字，不会发送。</translation>
    </message>
    <message>
        <source>{part} is left out by a line of .dockerignore, {other}.</source>
        <translation>{part} 被 .dockerignore 中的一行 {other} 排除。</translation>
    </message>
    <message>
        <source>{path} went while it was looked at.</source>
        <translation>{path} 在查看时消失了。</translation>
    </message>
    <message>
        <source>Save images</source>
        <translation>保存镜像</translation>
    </message>
    <message>
        <source>Export container {name}</source>
        <translation>导出容器 {name}</translation>
    </message>
    <message>
        <source>Tar archives ({patterns})</source>
        <translation>tar 归档 ({patterns})</translation>
    </message>
    <message>
        <source>Compressed tar archives ({patterns})</source>
        <translation>压缩的 tar 归档 ({patterns})</translation>
    </message>
    <message>
        <source>{names}: another image had this name, and lost it.</source>
        <translation>{names}：另一个镜像原有此名称，现已失去。</translation>
    </message>
    <message>
        <source>Left out of the line: {words}</source>
        <translation>命令行中被忽略的部分：{words}</translation>
    </message>
    <message>
        <source>Image {name} is built.</source>
        <translation>镜像 {name} 已构建。</translation>
    </message>
    <message>
        <source>Secrets are hidden here. What is copied has them.</source>
        <translation>此处隐藏了机密，复制的内容中包含它们。</translation>
    </message>
    <message>
        <source>C&amp;hanges</source>
        <translation>更改(&amp;H)</translation>
    </message>
    <message>
        <source>Lines as in a Dockerfile: {instructions}</source>
        <translation>与 Dockerfile 中相同的行：{instructions}</translation>
    </message>
    <message>
        <source>{word} needs a build: it can&apos;t change an image that is there.</source>
        <translation>{word} 需要构建：它无法更改已有的镜像。</translation>
    </message>
    <message>
        <source>{word} says nothing: something must follow.</source>
        <translation>{word} 没有内容：后面必须有参数。</translation>
    </message>
    <message>
        <source>{word} needs a value: NAME=VALUE.</source>
        <translation>{word} 需要一个值：NAME=VALUE。</translation>
    </message>
    <message>
        <source>{word} is no port. Write 80, 80/udp or 8000-8010.</source>
        <translation>{word} 不是有效的端口。请写 80、80/udp 或 8000-8010。</translation>
    </message>
    <message>
        <source>{word} is no list. Write [&quot;program&quot;, &quot;argument&quot;].</source>
        <translation>{word} 不是有效的列表。请写 [&quot;program&quot;, &quot;argument&quot;]。</translation>
    </message>
    <message>
        <source>There is no instruction {word}. Take one of {instructions}.</source>
        <translation>没有指令 {word}。请使用 {instructions} 之一。</translation>
    </message>
    <message>
        <source>Line {number}: {problem}</source>
        <translation>第 {number} 行：{problem}</translation>
    </message>
    <message>
        <source>Import image</source>
        <translation>导入镜像</translation>
    </message>
    <message>
        <source>Import an image</source>
        <translation>导入镜像</translation>
    </message>
    <message>
        <source>Makes an image of one layer of the files in a tar archive, without any history.</source>
        <translation>用 tar 归档中的文件制作只有一层、没有历史的镜像。</translation>
    </message>
    <message>
        <source>&amp;File or address</source>
        <translation>文件或地址(&amp;F)</translation>
    </message>
    <message>
        <source>What docker export wrote, or any tar; or http://… that the Engine fetches.</source>
        <translation>docker export 写出的文件或任意 tar；或由引擎获取的 http://…。</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>浏览(&amp;B)…</translation>
    </message>
    <message>
        <source>The Engine fetches it: its machine must reach that address.</source>
        <translation>由引擎获取：它所在的机器必须能访问该地址。</translation>
    </message>
    <message>
        <source>The Engine fetches http:// and https:// only.</source>
        <translation>引擎只获取 http:// 和 https://。</translation>
    </message>
    <message>
        <source>Looking into it…</source>
        <translation>正在查看其内容…</translation>
    </message>
    <message>
        <source>It is taken from this machine.</source>
        <translation>取自本机。</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>Push image</source>
        <translation>推送镜像</translation>
    </message>
    <message>
        <source>Push</source>
        <translation>推送</translation>
    </message>
    <message>
        <source>The registry, a slash, a name and a tag: where it is to go.</source>
        <translation>仓库服务器、斜杠、名称和标签：说明推送到哪里。</translation>
    </message>
    <message>
        <source>Push image {name}</source>
        <translation>推送镜像 {name}</translation>
    </message>
    <message>
        <source>Docker Hub takes it only below your own name, {example}. For another registry, begin with its host.</source>
        <translation>Docker Hub 只接受放在您自己名下的镜像：{example}。要推送到其他仓库服务器，请以其主机名开头。</translation>
    </message>
    <message>
        <source>Goes to {where} as {name}.</source>
        <translation>将以 {name} 推送到 {where}。</translation>
    </message>
    <message>
        <source>The image gets the name {name}, too, and goes to {where}.</source>
        <translation>镜像还会得到名称 {name}，并推送到 {where}。</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>&amp;Registry</source>
        <translation>仓库服务器(&amp;R)</translation>
    </message>
    <message>
        <source>Docker Hub, if it stays empty.</source>
        <translation>留空则为 Docker Hub。</translation>
    </message>
    <message>
        <source>&amp;User name</source>
        <translation>用户名(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>密码(&amp;P)</translation>
    </message>
    <message>
        <source>Better an access token, where the registry gives such.</source>
        <translation>如果仓库服务器提供访问令牌，最好使用令牌。</translation>
    </message>
    <message>
        <source>&amp;Keep the password</source>
        <translation>保存密码(&amp;K)</translation>
    </message>
    <message>
        <source>Write the password in &amp;clear text</source>
        <translation>以明文写入密码(&amp;C)</translation>
    </message>
    <message>
        <source>Whoever reads the file has it: nothing in it is encrypted.</source>
        <translation>任何能读取该文件的人都能得到密码：其中没有加密。</translation>
    </message>
    <message>
        <source>Sign in to a registry</source>
        <translation>登录仓库服务器</translation>
    </message>
    <message>
        <source>docker-credential-{name} has it, and docker itself finds it.</source>
        <translation>由 docker-credential-{name} 保管，docker 自己也能找到。</translation>
    </message>
    <message>
        <source>It is forgotten when Portside ends.</source>
        <translation>退出 Portside 后不再保留。</translation>
    </message>
    <message>
        <source>It is forgotten when Portside ends. To keep it, install one of docker&apos;s credential helpers.</source>
        <translation>退出 Portside 后不再保留。要保存密码，请安装一个 docker 凭据助手。</translation>
    </message>
    <message>
        <source>It goes into {file}.</source>
        <translation>将写入 {file}。</translation>
    </message>
    <message>
        <source>In the system&apos;s keyring ({name})</source>
        <translation>在系统密钥环中（{name}）</translation>
    </message>
    <message>
        <source>Until Portside ends</source>
        <translation>直到退出 Portside</translation>
    </message>
    <message>
        <source>In docker&apos;s own file</source>
        <translation>在 docker 自己的文件中</translation>
    </message>
    <message>
        <source>Show the password</source>
        <translation>显示密码</translation>
    </message>
    <message>
        <source>Docker Hub</source>
        <translation>Docker Hub</translation>
    </message>
    <message>
        <source>The registry is {host}.</source>
        <translation>仓库服务器是 {host}。</translation>
    </message>
    <message>
        <source>A registry is a host with a dot or a port, or localhost.</source>
        <translation>仓库服务器是带点号或端口的主机名，或 localhost。</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>权限</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>所有者</translation>
    </message>
    <message>
        <source>Modified</source>
        <translation>修改时间</translation>
    </message>
    <message>
        <source>Link target</source>
        <translation>链接目标</translation>
    </message>
    <message>
        <source>Type a path, or / in the list to come here</source>
        <translation>输入路径；在列表中按 / 可跳到此处</translation>
    </message>
    <message>
        <source>Files of the layer</source>
        <translation>该层的文件</translation>
    </message>
    <message>
        <source>Read the files</source>
        <translation>读取文件</translation>
    </message>
    <message>
        <source>Which files each layer has</source>
        <translation>每一层有哪些文件</translation>
    </message>
    <message>
        <source>{done} read of about {size}</source>
        <translation>已读取 {done}，共约 {size}</translation>
    </message>
    <message>
        <source>Select a step to see the files of its layer.</source>
        <translation>选择一个步骤以查看其层的文件。</translation>
    </message>
    <message>
        <source>No files</source>
        <translation>没有文件</translation>
    </message>
    <message>
        <source>The layer of this step is empty.</source>
        <translation>此步骤的层是空的。</translation>
    </message>
    <message>
        <source>The Engine tells it only with the whole image: about {size} are read, and not kept.</source>
        <translation>引擎只能随整个镜像给出：将读取约 {size}，不会保留。</translation>
    </message>
    <message>
        <source>Cannot read the files of {what}</source>
        <translation>无法读取{what} 的文件</translation>
    </message>
    <message>
        <source>This step made no layer</source>
        <translation>此步骤没有产生层</translation>
    </message>
    <message>
        <source>It changed only what the image says of itself.</source>
        <translation>它只更改了镜像的元数据。</translation>
    </message>
    <message>
        <source>The image does not tell which step made which layer.</source>
        <translation>该镜像没有说明哪个步骤产生了哪一层。</translation>
    </message>
    <message numerus="yes">
        <source>%n layer(s) in all.</source>
        <translation>
            <numerusform>共 %n 层。</numerusform>
        </translation>
    </message>
    <message>
        <source>Instruction</source>
        <translation>指令</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>占比</translation>
    </message>
    <message>
        <source>not told</source>
        <translation>未说明</translation>
    </message>
    <message>
        <source>Copy instruction</source>
        <translation>复制指令</translation>
    </message>
    <message>
        <source>This image does not tell how it was made.</source>
        <translation>该镜像没有说明它是如何制作的。</translation>
    </message>
    <message>
        <source>Cannot tell the history of {what}</source>
        <translation>无法获取{what} 的历史</translation>
    </message>
    <message>
        <source>Registry</source>
        <translation>仓库服务器</translation>
    </message>
    <message>
        <source>docker.io is Docker Hub; another registry by its host and port</source>
        <translation>docker.io 是 Docker Hub；其他仓库服务器请写主机和端口</translation>
    </message>
    <message>
        <source>Pull what is selected, each as an operation of its own</source>
        <translation>拉取所选各项，每项都是单独的操作</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>Search Docker Hub, or another index: host/word</source>
        <translation>搜索 Docker Hub，或另一索引：主机/词</translation>
    </message>
    <message>
        <source>Filter, or the whole name of a repository and Enter</source>
        <translation>筛选，或输入仓库全名后按 Enter</translation>
    </message>
    <message>
        <source>No Engine is connected. Connect to one first.</source>
        <translation>未连接任何引擎。请先连接。</translation>
    </message>
    <message>
        <source>Cannot search {where}</source>
        <translation>无法搜索 {where}</translation>
    </message>
    <message>
        <source>Cannot list the repositories of {where}</source>
        <translation>无法列出 {where} 的仓库</translation>
    </message>
    <message>
        <source>Search {where}</source>
        <translation>搜索 {where}</translation>
    </message>
    <message>
        <source>Type a part of a name, and press Enter.</source>
        <translation>输入名称的一部分，然后按 Enter。</translation>
    </message>
    <message>
        <source>{where} lists no repositories</source>
        <translation>{where} 没有列出任何仓库</translation>
    </message>
    <message>
        <source>Nothing was found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>Try another word, or a shorter one.</source>
        <translation>请换一个词，或用更短的词。</translation>
    </message>
    <message>
        <source>Press Enter to look for a repository of exactly this name.</source>
        <translation>按 Enter 查找名称完全相同的仓库。</translation>
    </message>
    <message numerus="yes">
        <source>the first %n repositor(y|ies)</source>
        <translation>
            <numerusform>前 %n 个仓库</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n repositor(y|ies)</source>
        <translation>
            <numerusform>%n 个仓库</numerusform>
        </translation>
    </message>
    <message>
        <source>Cannot tell who is signed in</source>
        <translation>无法得知谁已登录</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>正在加载…</translation>
    </message>
    <message>
        <source>It has no tags.</source>
        <translation>它没有标签。</translation>
    </message>
    <message>
        <source>Cannot list the tags</source>
        <translation>无法列出标签</translation>
    </message>
    <message>
        <source>{name} has no tag latest. Choose one of its tags.</source>
        <translation>{name} 没有 latest 标签。请选择它的一个标签。</translation>
    </message>
    <message>
        <source>nobody is signed in to {where}, or somebody who may not do this. Sign in, and try again.</source>
        <translation>没有人登录 {where}，或登录者没有此权限。请登录后重试。</translation>
    </message>
    <message>
        <source>{where} does not accept this user name with this password. Sign in with others.</source>
        <translation>{where} 不接受此用户名和密码。请换用其他用户名和密码登录。</translation>
    </message>
    <message>
        <source>the program that keeps passwords has failed: “{said}”. Unlock or mend it, or let the password be kept elsewhere.</source>
        <translation>保管密码的程序失败：“{said}”。请将其解锁或修复，或换一种方式保存密码。</translation>
    </message>
    <message>
        <source>docker&apos;s configuration can&apos;t be read or written: “{said}”. Mend the file, or move it away.</source>
        <translation>无法读写 docker 的配置：“{said}”。请修复该文件，或将其移走。</translation>
    </message>
    <message>
        <source>{where} answers no more requests for a while. Wait, or sign in: who is signed in may ask more often.</source>
        <translation>{where} 暂时不再应答请求。请稍候，或登录：登录后可以更频繁地请求。</translation>
    </message>
    <message>
        <source>{where} fails by itself: “{said}”. Try again later. Whoever runs it finds the reason in its log: often its disk is full.</source>
        <translation>{where} 自身出现故障：“{said}”。请稍后重试。其管理员可在日志中找到原因：常见的是磁盘已满。</translation>
    </message>
    <message>
        <source>there is no image for this platform; {quote} Choose another platform.</source>
        <translation>没有适合此平台的镜像；{quote}请选择其他平台。</translation>
    </message>
    <message>
        <source>{where} does not list its repositories. Type the whole name of one.</source>
        <translation>{where} 不列出其仓库。请输入仓库的全名。</translation>
    </message>
    <message>
        <source>{where} is on the Engine&apos;s machine, and can&apos;t be asked from this one. Pull by the whole name.</source>
        <translation>{where} 位于引擎所在的机器上，无法从本机查询。请用全名拉取。</translation>
    </message>
    <message>
        <source>{where} has no such repository, or does not show it to everybody. Check the name, or sign in.</source>
        <translation>{where} 没有此仓库，或不对所有人公开。请检查名称，或登录。</translation>
    </message>
    <message>
        <source>what answers at {where} is no registry: “{said}”. Check the name and the port.</source>
        <translation>在 {where} 应答的不是仓库服务器：“{said}”。请检查名称和端口。</translation>
    </message>
    <message>
        <source>the certificate of {where} has expired, or is not valid yet. Who runs the registry has to renew it; see that the clocks are right, too.</source>
        <translation>{where} 的证书已过期，或尚未生效。须由仓库服务器的运营者更新证书；也请检查时钟是否正确。</translation>
    </message>
    <message>
        <source>the certificate that {where} shows is for another name. Use the name that it is for.</source>
        <translation>{where} 出示的证书属于另一个名称。请使用证书所属的名称。</translation>
    </message>
    <message>
        <source>nothing answers at {where}. Check the name and the port, and that it runs.</source>
        <translation>{where} 没有应答。请检查名称和端口，以及它是否在运行。</translation>
    </message>
    <message>
        <source>no host {where} is known. Check the name, and the network.</source>
        <translation>找不到主机 {where}。请检查名称和网络。</translation>
    </message>
    <message>
        <source>no network leads to {where}. See that the Engine&apos;s machine and this one are connected, or set a proxy.</source>
        <translation>没有网络可以到达 {where}。请确认引擎所在机器和本机已联网，或设置代理。</translation>
    </message>
    <message>
        <source>the proxy on the way to {where} does not let this through: “{said}”. Check its address, user name and password, in HTTPS_PROXY or in the Engine&apos;s settings.</source>
        <translation>通往 {where} 的代理未予放行：“{said}”。请检查代理的地址、用户名和密码（位于 HTTPS_PROXY 或引擎的设置中）。</translation>
    </message>
    <message>
        <source>{where} did not answer in time. Try again later.</source>
        <translation>{where} 没有及时应答。请稍后重试。</translation>
    </message>
    <message>
        <source>the connection to {where} ended in the middle. What has arrived whole is kept; try again.</source>
        <translation>与 {where} 的连接中途断开。已完整到达的部分会保留；请重试。</translation>
    </message>
    <message>
        <source>Not signed in</source>
        <translation>未登录</translation>
    </message>
    <message>
        <source>somebody</source>
        <translation>某人</translation>
    </message>
    <message>
        <source>Signed in as {user} until Portside ends</source>
        <translation>已登录为 {user}，退出 Portside 前有效</translation>
    </message>
    <message>
        <source>Signed in as {user}; the password stands in docker&apos;s file</source>
        <translation>已登录为 {user}；密码写在 docker 的文件中</translation>
    </message>
    <message>
        <source>Signed in as {user}, kept by {helper}</source>
        <translation>已登录为 {user}，由 {helper} 保管</translation>
    </message>
    <message>
        <source>Drop archives to load or import, a Dockerfile or a folder to build</source>
        <translation>拖放归档以载入或导入，拖放 Dockerfile 或文件夹以构建</translation>
    </message>
    <message>
        <source>{names} is being saved; drag it again when that is done.</source>
        <translation>正在保存 {names}；完成后请再次拖动。</translation>
    </message>
    <message>
        <source>The name is taken</source>
        <translation>名称已被占用</translation>
    </message>
    <message>
        <source>{name} is there already</source>
        <translation>{name} 已存在</translation>
    </message>
    <message>
        <source>Do the same with &amp;all that follow</source>
        <translation>对后续所有项执行相同操作(&amp;A)</translation>
    </message>
    <message>
        <source>Do the same with all that follow</source>
        <translation>对后续所有项执行相同操作</translation>
    </message>
    <message>
        <source>&amp;Skip</source>
        <translation>跳过(&amp;S)</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>&amp;Keep both</source>
        <translation>保留两者(&amp;K)</translation>
    </message>
    <message>
        <source>Keep both</source>
        <translation>保留两者</translation>
    </message>
    <message>
        <source>&amp;Replace</source>
        <translation>替换(&amp;R)</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>The one that comes gets a number</source>
        <translation>要复制的文件会加上编号</translation>
    </message>
    <message>
        <source>End the copy</source>
        <translation>终止复制</translation>
    </message>
    <message>
        <source>There now</source>
        <translation>已有的</translation>
    </message>
    <message>
        <source>Comes</source>
        <translation>要复制的</translation>
    </message>
    <message>
        <source>{when} (newer)</source>
        <translation>{when}（较新）</translation>
    </message>
    <message>
        <source>{path} was skipped</source>
        <translation>{path} 已跳过</translation>
    </message>
    <message>
        <source>{path} is called {now} now</source>
        <translation>{path} 现名为 {now}</translation>
    </message>
    <message>
        <source>{path} was left out: a device, a pipe or a socket</source>
        <translation>{path} 已略过：设备、管道或套接字</translation>
    </message>
    <message>
        <source>{path} was left out: it is the same file as one that was skipped</source>
        <translation>{path} 已略过：它与一个已跳过的文件是同一个文件（硬链接）</translation>
    </message>
    <message>
        <source>{path} was left out: it leads out of the folder</source>
        <translation>{path} 已略过：它指向文件夹之外</translation>
    </message>
    <message>
        <source>{path} has lost the bits that lend rights</source>
        <translation>{path} 已去除提升权限的位</translation>
    </message>
    <message>
        <source>{path} has another owner: its own could not be set</source>
        <translation>{path} 的所有者不同：无法设置原所有者</translation>
    </message>
    <message>
        <source>{path} has lost its extended attributes</source>
        <translation>{path} 失去了扩展属性</translation>
    </message>
    <message>
        <source>{path} was left out: this system makes no such link</source>
        <translation>{path} 已略过：本系统无法创建这种链接</translation>
    </message>
    <message>
        <source>{path} was left out: it can&apos;t be read</source>
        <translation>{path} 已略过：无法读取</translation>
    </message>
    <message>
        <source>{path} was left out: it is below more than 200 folders</source>
        <translation>{path} 已略过：其上级文件夹超过 200 层</translation>
    </message>
    <message>
        <source>It was not finished: {what} may be incomplete.</source>
        <translation>未完成：{what} 可能不完整。</translation>
    </message>
    <message numerus="yes">
        <source>%n (was|were) changed or left out.</source>
        <translation>
            <numerusform>有 %n 项被更改或略过。</numerusform>
        </translation>
    </message>
    <message>
        <source>Not all arrived as it is</source>
        <translation>并非全部原样到达</translation>
    </message>
    <message numerus="yes">
        <source>Copied %n file(s) ({size}).</source>
        <translation>
            <numerusform>已复制 %n 个文件（{size}）。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… 以及另外 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>{names} is being copied; drag it again when that is done.</source>
        <translation>正在复制 {names}；完成后请再拖一次。</translation>
    </message>
    <message>
        <source>{names} is ready: drag it again.</source>
        <translation>{names} 已就绪：请再拖一次。</translation>
    </message>
    <message>
        <source>Only files can be dropped here.</source>
        <translation>这里只能拖放文件。</translation>
    </message>
    <message>
        <source>No Engine answers: nothing can be copied now.</source>
        <translation>没有引擎应答：现在无法复制。</translation>
    </message>
    <message>
        <source>An image can&apos;t be changed: run a container of it, and copy into that.</source>
        <translation>镜像不能更改：请用它运行一个容器，再复制到容器中。</translation>
    </message>
    <message>
        <source>{path} is mounted read-only.</source>
        <translation>{path} 以只读方式挂载。</translation>
    </message>
    <message>
        <source>Only files of this machine can be copied in.</source>
        <translation>只能复制本机的文件。</translation>
    </message>
    <message>
        <source>Move into {path}</source>
        <translation>移动到 {path}</translation>
    </message>
    <message>
        <source>Copy into {path}; with Shift it is moved</source>
        <translation>复制到 {path}；按住 Shift 则移动</translation>
    </message>
    <message>
        <source>Copy into {path}</source>
        <translation>复制到 {path}</translation>
    </message>
    <message>
        <source>A folder can&apos;t be put into itself.</source>
        <translation>不能将文件夹放入其自身中。</translation>
    </message>
    <message>
        <source>It is there already.</source>
        <translation>它已在那里。</translation>
    </message>
    <message>
        <source>Copy to {place}</source>
        <translation>复制到 {place}</translation>
    </message>
    <message>
        <source>{names} of {place}</source>
        <translation>{place} 中的 {names}</translation>
    </message>
    <message>
        <source>&amp;Path there</source>
        <translation>其中的路径(&amp;P)</translation>
    </message>
    <message>
        <source>Copy from {place}</source>
        <translation>复制自 {place}</translation>
    </message>
    <message>
        <source>As docker cp does it. The container need not run.</source>
        <translation>与 docker cp 相同。容器无需运行。</translation>
    </message>
    <message>
        <source>A file, a folder, or folder/. for what it holds</source>
        <translation>文件、文件夹，或用“文件夹/.”表示其中的内容</translation>
    </message>
    <message>
        <source>&amp;To this machine</source>
        <translation>到本机(&amp;T)</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>With the numbers of user and group that they have there; only root can.</source>
        <translation>保留其中的用户和组编号；仅 root 可行。</translation>
    </message>
    <message>
        <source>Copy into this folder</source>
        <translation>复制到此文件夹</translation>
    </message>
    <message>
        <source>Keep e&amp;xtended attributes</source>
        <translation>保留扩展属性(&amp;X)</translation>
    </message>
    <message>
        <source>Those that users give to files. docker cp leaves them out.</source>
        <translation>用户为文件设置的属性。docker cp 不会保留它们。</translation>
    </message>
    <message>
        <source>As docker cp does it, through a container that is made for it and removed.</source>
        <translation>与 docker cp 相同，通过一个为此创建并随后删除的容器进行。</translation>
    </message>
    <message>
        <source>With the numbers of user and group that they have here: docker&apos;s -a.</source>
        <translation>保留此处的用户和组编号：即 docker 的 -a。</translation>
    </message>
    <message>
        <source>From this machine, one path a line</source>
        <translation>来自本机，每行一个路径</translation>
    </message>
    <message>
        <source>From this machine</source>
        <translation>来自本机</translation>
    </message>
    <message>
        <source>&amp;Files…</source>
        <translation>文件(&amp;F)…</translation>
    </message>
    <message>
        <source>Files…</source>
        <translation>文件…</translation>
    </message>
    <message>
        <source>Fol&amp;der…</source>
        <translation>文件夹(&amp;D)…</translation>
    </message>
    <message>
        <source>Folder…</source>
        <translation>文件夹…</translation>
    </message>
    <message>
        <source>Copy a folder</source>
        <translation>复制文件夹</translation>
    </message>
    <message>
        <source>Copy files</source>
        <translation>复制文件</translation>
    </message>
    <message>
        <source>It begins with a slash: paths there are whole.</source>
        <translation>须以斜杠开头：此处要填写完整路径。</translation>
    </message>
    <message>
        <source>Drop files on the row that they are to go into.</source>
        <translation>请将文件拖到目标所在的行上。</translation>
    </message>
    <message>
        <source>{name} is being removed.</source>
        <translation>正在删除 {name}。</translation>
    </message>
    <message>
        <source>To copy within one, drop on a folder in its files.</source>
        <translation>要在同一处内复制，请拖到其文件列表中的文件夹上。</translation>
    </message>
    <message>
        <source>Copy to {name}: you are asked where to</source>
        <translation>复制到 {name}：会询问具体位置</translation>
    </message>
    <message>
        <source>Repositories</source>
        <translation>仓库</translation>
    </message>
    <message>
        <source>Untag image</source>
        <translation>移除镜像标签</translation>
    </message>
    <message>
        <source>Untag</source>
        <translation>移除标签</translation>
    </message>
    <message>
        <source>The image has no other name by now. Remove it, or leave it.</source>
        <translation>该镜像现在没有其他名称。请删除它，或保持原样。</translation>
    </message>
    <message>
        <source>Untag image {name}</source>
        <translation>移除镜像 {name} 的标签</translation>
    </message>
    <message>
        <source>The image stays, with all its layers: only names are taken away.</source>
        <translation>镜像及其所有层都会保留：只移除名称。</translation>
    </message>
    <message>
        <source>One name must stay: with the last one the image would go. Remove does that.</source>
        <translation>必须保留一个名称：移除最后一个名称会删除镜像，请使用“删除”。</translation>
    </message>
    <message>
        <source>Which names are to go?</source>
        <translation>要移除哪些名称？</translation>
    </message>
    <message>
        <source>its subnet overlaps with another network&apos;s. Choose another subnet.</source>
        <translation>其子网与另一网络重叠。请选择其他子网。</translation>
    </message>
    <message>
        <source>a network has this name already. Choose another name.</source>
        <translation>已有同名网络。请选择其他名称。</translation>
    </message>
    <message>
        <source>the Engine has no IPv6 addresses to give away. Type an IPv6 subnet.</source>
        <translation>引擎没有可分配的 IPv6 地址。请填写 IPv6 子网。</translation>
    </message>
    <message>
        <source>the Engine has no free subnet left. Remove unused networks, or type a subnet.</source>
        <translation>引擎已没有空闲子网。请删除未使用的网络，或填写子网。</translation>
    </message>
    <message>
        <source>this driver takes one subnet of each kind. Leave one out.</source>
        <translation>此驱动每种地址只支持一个子网。请去掉一个。</translation>
    </message>
    <message>
        <source>overlay needs Swarm mode, and this Engine is no manager of one.</source>
        <translation>overlay 需要 Swarm 模式，而此引擎不是管理节点。</translation>
    </message>
    <message>
        <source>the parent is no network interface of the Engine&apos;s machine. Choose another.</source>
        <translation>父接口不是引擎所在机器的网络接口。请选择其他接口。</translation>
    </message>
    <message>
        <source>another network has this parent already. Choose another parent.</source>
        <translation>另一网络已使用此父接口。请选择其他父接口。</translation>
    </message>
    <message>
        <source>the kernel of the Engine&apos;s machine can&apos;t do this driver. Choose another driver.</source>
        <translation>引擎所在机器的内核不支持此驱动。请选择其他驱动。</translation>
    </message>
    <message>
        <source>it is in this network already.</source>
        <translation>它已在此网络中。</translation>
    </message>
    <message>
        <source>it is not in this network. The list may be about to say so.</source>
        <translation>它不在此网络中，列表可能即将更新。</translation>
    </message>
    <message>
        <source>it shares the network of the host, or of another container. Create another like it, with a network of its own.</source>
        <translation>它共用主机或另一容器的网络。请创建一个拥有自己网络的同类容器。</translation>
    </message>
    <message>
        <source>it is in the network none, which is alone. Disconnect it from that one first.</source>
        <translation>它在独占的网络 none 中。请先将其从该网络断开。</translation>
    </message>
    <message>
        <source>the network host can&apos;t be entered or left. Create another like it, with another network.</source>
        <translation>网络 host 无法加入或离开。请用其他网络创建一个同类容器。</translation>
    </message>
    <message>
        <source>on this network there are no aliases. Use one that you have created.</source>
        <translation>此网络不支持别名。请使用自己创建的网络。</translation>
    </message>
    <message>
        <source>on this network addresses can&apos;t be chosen. Use one that you have created.</source>
        <translation>此网络不能指定地址。请使用自己创建的网络。</translation>
    </message>
    <message>
        <source>its subnet was chosen by the Engine, so addresses can&apos;t be. Leave the address out.</source>
        <translation>其子网由引擎选择，因此不能指定地址。请去掉地址。</translation>
    </message>
    <message>
        <source>this overlay network is for services only. Create one that is attachable.</source>
        <translation>此 overlay 网络仅供服务使用。请创建一个可附加的网络。</translation>
    </message>
    <message>
        <source>this address is taken. Choose another, or leave it out.</source>
        <translation>此地址已被占用。请选择其他地址，或不填。</translation>
    </message>
    <message>
        <source>this address is not in the network&apos;s subnet. Choose another, or leave it out.</source>
        <translation>此地址不在该网络的子网中。请选择其他地址，或不填。</translation>
    </message>
    <message>
        <source>containers are in it. Disconnect those first.</source>
        <translation>其中有容器。请先将它们断开。</translation>
    </message>
    <message>
        <source>it is a network of the Engine&apos;s own, which stays.</source>
        <translation>它是引擎自带的网络，不能删除。</translation>
    </message>
    <message>
        <source>this Engine is in a Swarm already. Leave that one first.</source>
        <translation>此引擎已在某个 Swarm 中。请先离开。</translation>
    </message>
    <message>
        <source>the Engine can&apos;t tell which of its addresses others reach it by. Type the address.</source>
        <translation>引擎无法判断其他节点通过哪个地址访问它。请填写地址。</translation>
    </message>
    <message>
        <source>the address is none of this machine, nor one of its interfaces.</source>
        <translation>该地址不是这台机器的地址，也不是其接口。</translation>
    </message>
    <message>
        <source>the token is not the Swarm&apos;s. Copy it anew on a manager.</source>
        <translation>令牌不属于该 Swarm。请在管理节点上重新复制。</translation>
    </message>
    <message>
        <source>this Engine is a manager of the Swarm, and leaves it by force only.</source>
        <translation>此引擎是 Swarm 的管理节点，只能强制离开。</translation>
    </message>
    <message>
        <source>this Engine is in no Swarm.</source>
        <translation>此引擎不在任何 Swarm 中。</translation>
    </message>
    <message>
        <source>the manager did not answer in time; the Engine goes on trying. Check the address.</source>
        <translation>管理节点未及时应答；引擎会继续尝试。请检查地址。</translation>
    </message>
    <message>
        <source>no manager answers at this address. Check it, and that port 2377 is open.</source>
        <translation>该地址没有管理节点应答。请检查地址以及端口 2377 是否开放。</translation>
    </message>
    <message>
        <source>the driver option {option} has a value that it can&apos;t have.</source>
        <translation>驱动选项 {option} 的值无效。</translation>
    </message>
    <message>
        <source>Write it back</source>
        <translation>写回</translation>
    </message>
    <message>
        <source>Read it again</source>
        <translation>重新读取</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>重新加载</translation>
    </message>
    <message>
        <source>{name} has changes that are not saved.</source>
        <translation>{name} 有未保存的更改。</translation>
    </message>
    <message>
        <source>This file is on the Engine {where}. Another Engine is shown now: nothing was read or written.</source>
        <translation>此文件位于引擎 {where}。现在显示的是另一个引擎，因此未读取也未写入任何内容。</translation>
    </message>
    <message>
        <source>What you have changed would be lost.</source>
        <translation>您的更改将会丢失。</translation>
    </message>
    <message>
        <source>It has line ends of several kinds; saving makes them one.</source>
        <translation>文件含有多种换行符；保存后会统一为一种。</translation>
    </message>
    <message>
        <source>not a text: its first bytes</source>
        <translation>不是文本：显示开头的字节</translation>
    </message>
    <message>
        <source>only its beginning: it is too large to be edited here</source>
        <translation>仅显示开头：文件过大，无法在此编辑</translation>
    </message>
    <message>
        <source>an image can&apos;t be changed</source>
        <translation>镜像不能更改</translation>
    </message>
    <message>
        <source>it has characters that an editor can&apos;t keep</source>
        <translation>含有编辑器无法保留的字符</translation>
    </message>
    <message>
        <source>{encoding} has no {text}.</source>
        <translation>{encoding} 编码中没有 {text}。</translation>
    </message>
    <message>
        <source>The file was changed meanwhile by something else: nothing was written.</source>
        <translation>文件在此期间已被其他程序更改：未写入任何内容。</translation>
    </message>
    <message>
        <source>Overwrite</source>
        <translation>覆盖</translation>
    </message>
    <message>
        <source>Reload, and lose mine</source>
        <translation>重新加载，放弃我的更改</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>{width} by {height} pixels</source>
        <translation>{width} × {height} 像素</translation>
    </message>
    <message>
        <source>The Engine does not tell whether it is in a Swarm.</source>
        <translation>引擎未告知是否在 Swarm 中。</translation>
    </message>
    <message>
        <source>Connect to a network</source>
        <translation>连接到网络</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>&amp;Aliases</source>
        <translation>别名(&amp;A)</translation>
    </message>
    <message>
        <source>More names for it in this network, with spaces between.</source>
        <translation>它在此网络中的其他名称，以空格分隔。</translation>
    </message>
    <message>
        <source>IPv&amp;4 address</source>
        <translation>IPv4 地址(&amp;4)</translation>
    </message>
    <message>
        <source>IPv&amp;6 address</source>
        <translation>IPv6 地址(&amp;6)</translation>
    </message>
    <message>
        <source>Connect {names} to a network</source>
        <translation>将 {names} 连接到网络</translation>
    </message>
    <message>
        <source>Connect a container to network {name}</source>
        <translation>将容器连接到网络 {name}</translation>
    </message>
    <message>
        <source>There is no network that it could enter. Create one first.</source>
        <translation>没有可加入的网络。请先创建一个。</translation>
    </message>
    <message>
        <source>Nobody enters this network later: it is chosen as a container is created.</source>
        <translation>此网络不能事后加入：须在创建容器时选择。</translation>
    </message>
    <message>
        <source>All containers that can be in it are in it already.</source>
        <translation>所有可以加入的容器都已在其中。</translation>
    </message>
    <message>
        <source>It is for services only: it was not created as attachable.</source>
        <translation>仅供服务使用：创建时未设为可附加。</translation>
    </message>
    <message>
        <source>Nothing outside is reached from this network.</source>
        <translation>从此网络无法访问外部。</translation>
    </message>
    <message>
        <source>On this network there are no aliases: use one that was created.</source>
        <translation>此网络不支持别名：请使用自己创建的网络。</translation>
    </message>
    <message>
        <source>{name} can&apos;t be a name in a network.</source>
        <translation>{name} 不能作为网络中的名称。</translation>
    </message>
    <message>
        <source>Left empty, the Engine chooses from {subnets}.</source>
        <translation>留空则由引擎从 {subnets} 中选择。</translation>
    </message>
    <message>
        <source>Only one container can have this address.</source>
        <translation>只有一个容器可以使用此地址。</translation>
    </message>
    <message>
        <source>On this network addresses can&apos;t be chosen: use one that was created.</source>
        <translation>此网络不能指定地址：请使用自己创建的网络。</translation>
    </message>
    <message>
        <source>An address is like {example}.</source>
        <translation>地址形如 {example}。</translation>
    </message>
    <message>
        <source>It must lie within {subnets}.</source>
        <translation>必须位于 {subnets} 之内。</translation>
    </message>
    <message>
        <source>It has no subnet of this kind.</source>
        <translation>它没有这种子网。</translation>
    </message>
    <message>
        <source>It is the gateway&apos;s address.</source>
        <translation>这是网关的地址。</translation>
    </message>
    <message>
        <source>Container {name} has this address.</source>
        <translation>容器 {name} 已使用此地址。</translation>
    </message>
    <message>
        <source>Disconnect from a network</source>
        <translation>从网络断开</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>断开</translation>
    </message>
    <message>
        <source>Disconnect {names} from a network</source>
        <translation>将 {names} 从网络断开</translation>
    </message>
    <message>
        <source>Disconnect a container from network {name}</source>
        <translation>将容器从网络 {name} 断开</translation>
    </message>
    <message>
        <source>It is in no network that it could leave.</source>
        <translation>它不在任何可以离开的网络中。</translation>
    </message>
    <message>
        <source>The network host can&apos;t be left: it was chosen as the container was created.</source>
        <translation>网络 host 无法离开：它是在创建容器时选择的。</translation>
    </message>
    <message>
        <source>No container is in it.</source>
        <translation>其中没有容器。</translation>
    </message>
    <message>
        <source>It is the last network of {names}: nothing is reached then, and published ports close.</source>
        <translation>这是 {names} 的最后一个网络：断开后将无法访问任何地址，已发布的端口也会关闭。</translation>
    </message>
    <message>
        <source>Connections through this network break at once.</source>
        <translation>经此网络的连接会立即中断。</translation>
    </message>
    <message>
        <source>&amp;Network</source>
        <translation>网络(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Container</source>
        <translation>容器(&amp;C)</translation>
    </message>
    <message>
        <source>to {name}</source>
        <translation>到 {name}</translation>
    </message>
    <message>
        <source>from {name}</source>
        <translation>从 {name}</translation>
    </message>
    <message>
        <source>from {source} to {target}</source>
        <translation>从 {source} 到 {target}</translation>
    </message>
    <message>
        <source>common network</source>
        <translation>同一网络</translation>
    </message>
    <message>
        <source>same network namespace</source>
        <translation>同一网络命名空间</translation>
    </message>
    <message>
        <source>from the host</source>
        <translation>经由主机</translation>
    </message>
    <message>
        <source>linked</source>
        <translation>已链接</translation>
    </message>
    <message>
        <source>not running</source>
        <translation>未运行</translation>
    </message>
    <message>
        <source>no network</source>
        <translation>无网络</translation>
    </message>
    <message>
        <source>no common network</source>
        <translation>没有共同的网络</translation>
    </message>
    <message>
        <source>internal network</source>
        <translation>内部网络</translation>
    </message>
    <message>
        <source>no names on the default bridge</source>
        <translation>默认网桥上没有名称解析</translation>
    </message>
    <message>
        <source>no names with the host&apos;s network</source>
        <translation>使用主机网络时没有名称解析</translation>
    </message>
    <message>
        <source>has another&apos;s network</source>
        <translation>使用另一容器的网络</translation>
    </message>
    <message>
        <source>forbidden by the network</source>
        <translation>被网络禁止</translation>
    </message>
    <message>
        <source>through the host</source>
        <translation>经由主机</translation>
    </message>
    <message>
        <source>name not known</source>
        <translation>名称无法解析</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>nothing listens</source>
        <translation>没有程序监听</translation>
    </message>
    <message>
        <source>listens elsewhere</source>
        <translation>监听其他地址</translation>
    </message>
    <message>
        <source>IPv6 only, or a firewall</source>
        <translation>只监听 IPv6，或被防火墙拒绝</translation>
    </message>
    <message>
        <source>firewall rejects</source>
        <translation>被防火墙拒绝</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>没有应答</translation>
    </message>
    <message>
        <source>no route</source>
        <translation>没有路由</translation>
    </message>
    <message>
        <source>not permitted</source>
        <translation>没有权限</translation>
    </message>
    <message>
        <source>open or filtered</source>
        <translation>开放或被过滤</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>no tool to test with</source>
        <translation>没有可用的测试工具</translation>
    </message>
    <message>
        <source>test failed</source>
        <translation>测试失败</translation>
    </message>
    <message>
        <source>Both are in the network {network}.</source>
        <translation>两者都在网络 {network} 中。</translation>
    </message>
    <message>
        <source>Both have the same network namespace: each is localhost.</source>
        <translation>两者共用同一网络命名空间：彼此都是 localhost。</translation>
    </message>
    <message>
        <source>{source} has the host&apos;s network, and the host is in {network}.</source>
        <translation>{source} 使用主机网络，而主机在 {network} 中。</translation>
    </message>
    <message>
        <source>{source} was linked to {target} when it was created.</source>
        <translation>{source} 在创建时已链接到 {target}。</translation>
    </message>
    <message>
        <source>Both must run. Start the one that does not.</source>
        <translation>两者都必须在运行。请启动未运行的那个。</translation>
    </message>
    <message>
        <source>One of them is in no network. Connect it to one that both are in.</source>
        <translation>其中一个不在任何网络中。请把它连接到两者共有的网络。</translation>
    </message>
    <message>
        <source>They are in no common network. Connect one of them to a network of the other.</source>
        <translation>它们没有共同的网络。请把其中一个连接到另一个所在的网络。</translation>
    </message>
    <message>
        <source>The network {network} is internal: nothing leads out of it or into it. Connect both to one network.</source>
        <translation>网络 {network} 是内部网络：无法从它出去，也无法进入。请把两者连接到同一个网络。</translation>
    </message>
    <message>
        <source>On the default bridge containers don&apos;t know each other&apos;s names. Connect both to a network of your own, or use the address.</source>
        <translation>在默认网桥上，容器不知道彼此的名称。请把两者连接到自建的网络，或使用地址。</translation>
    </message>
    <message>
        <source>With the host&apos;s network there are no names of containers. Use an address.</source>
        <translation>使用主机网络时没有容器名称。请使用地址。</translation>
    </message>
    <message>
        <source>{target} has another container&apos;s network: only that one&apos;s name is known there.</source>
        <translation>{target} 使用另一容器的网络：在那里只能解析那个容器的名称。</translation>
    </message>
    <message>
        <source>The network {network} forbids its containers to talk with each other (enable_icc=false). Connect both to another network.</source>
        <translation>网络 {network} 禁止其中的容器互相通信（enable_icc=false）。请把两者连接到别的网络。</translation>
    </message>
    <message>
        <source>{target} has the host&apos;s network: it is reached at the gateway, if the host&apos;s firewall lets it.</source>
        <translation>{target} 使用主机网络：如果主机防火墙允许，可通过网关到达。</translation>
    </message>
    <message>
        <source>The name is not known in {source}. See whether both are in one network of your own.</source>
        <translation>{source} 无法解析该名称。请检查两者是否在同一个自建网络中。</translation>
    </message>
    <message>
        <source>{port} in {target} is refused: nothing listens there, or on 127.0.0.1 alone, or a firewall rejects it. Nobody could look into {target} to tell which.</source>
        <translation>{target} 中的 {port} 被拒绝：没有程序在监听，或只监听 127.0.0.1，或被防火墙拒绝。无法查看 {target} 内部来确定是哪一种。</translation>
    </message>
    <message>
        <source>A program in {target} listens on {port} for IPv6 ({listens}). Either it takes no IPv4: let it listen on 0.0.0.0, too. Or a firewall rejects it: look at the rules in {target}.</source>
        <translation>{target} 中有程序在 IPv6 上监听 {port}（{listens}）。要么它不接受 IPv4：请让它也监听 0.0.0.0；要么防火墙拒绝了连接：请检查 {target} 中的规则。</translation>
    </message>
    <message>
        <source>The networks would allow it, but no answer came: a firewall may keep it back. Look at the rules in {target} and on the host.</source>
        <translation>网络本身允许，但没有应答：可能被防火墙拦截。请检查 {target} 内和主机上的规则。</translation>
    </message>
    <message>
        <source>{source} has no route there. Look at its networks.</source>
        <translation>{source} 没有到那里的路由。请检查它的网络。</translation>
    </message>
    <message>
        <source>{source} may not send a ping: it lacks the capability NET_RAW, and there is no image for a helper. A port may be tested all the same.</source>
        <translation>{source} 不能发送 ping：它缺少 NET_RAW 权能，也没有可供辅助容器使用的镜像。仍可测试端口。</translation>
    </message>
    <message>
        <source>{source} has no tool to test with, and there is no image for a helper. Pack the starter image, and test again.</source>
        <translation>{source} 没有可用于测试的工具，也没有可供辅助容器使用的镜像。请打包入门镜像，然后重新测试。</translation>
    </message>
    <message>
        <source>A datagram was sent, and nothing came back: {port} is open and says nothing, or a firewall keeps it back. UDP confirms nothing: ask in the program&apos;s own protocol.</source>
        <translation>已发送数据报，但没有任何回应：{port} 可能开放但不作答，也可能被防火墙拦截。UDP 不作确认：请用该程序自己的协议询问。</translation>
    </message>
    <message>
        <source>on localhost only</source>
        <translation>只在 localhost 上</translation>
    </message>
    <message>
        <source>Nothing listens on {port} in {target}. See whether its program runs, and on which port.</source>
        <translation>{target} 中没有程序监听 {port}。请检查程序是否在运行，以及使用哪个端口。</translation>
    </message>
    <message>
        <source>A program in {target} listens on {port}, but on {listens} only, so others can&apos;t reach it. Let it listen on all addresses (0.0.0.0).</source>
        <translation>{target} 中有程序监听 {port}，但只监听 {listens}，因此其他容器无法访问。请让它监听所有地址（0.0.0.0）。</translation>
    </message>
    <message>
        <source>A program in {target} listens on {port}, but on {listens} only. Let it listen on all addresses, or connect to that one.</source>
        <translation>{target} 中有程序监听 {port}，但只监听 {listens}。请让它监听所有地址，或连接到该地址。</translation>
    </message>
    <message>
        <source>Refused, though a program in {target} listens on {port} ({listens}): a firewall rejects it. Look at the rules in {source}, in {target} and on the host.</source>
        <translation>虽然 {target} 中有程序监听 {port}（{listens}），连接仍被拒绝：防火墙拒绝了它。请检查 {source}、{target} 和主机上的规则。</translation>
    </message>
    <message>
        <source>A firewall rejects it, and says so. Look at the rules in {source}, in {target} and on the host.</source>
        <translation>防火墙明确拒绝了连接。请检查 {source}、{target} 和主机上的规则。</translation>
    </message>
    <message>
        <source>A datagram was sent, and nothing came back. A program has {port} in {target}: it says nothing to what it does not know, or a firewall keeps it back. Ask in its own protocol.</source>
        <translation>已发送数据报，但没有任何回应。{target} 中有程序占用 {port}：它可能不理会不认识的内容，也可能被防火墙拦截。请用它自己的协议询问。</translation>
    </message>
    <message>
        <source>{source} is paused: nothing runs in it. Unpause it first.</source>
        <translation>{source} 已暂停：其中没有程序运行。请先恢复它。</translation>
    </message>
    <message>
        <source>The test itself failed: “{said}”.</source>
        <translation>测试本身失败：“{said}”。</translation>
    </message>
    <message>
        <source>IPv6</source>
        <translation>IPv6</translation>
    </message>
    <message>
        <source>At the start, use</source>
        <translation>启动时使用</translation>
    </message>
    <message>
        <source>Options of the command line and docker&apos;s environment variables count for more.</source>
        <translation>命令行选项和 docker 的环境变量优先。</translation>
    </message>
    <message>
        <source>Use now</source>
        <translation>立即使用</translation>
    </message>
    <message>
        <source>Docker&apos;s contexts and the sockets of this machine are found without this list.</source>
        <translation>Docker 上下文和本机的套接字会自动找到，无需加入此列表。</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>ssh://user@machine, tcp://machine:2376 or unix:///path</source>
        <translation>ssh://用户@主机、tcp://主机:2376 或 unix:///路径</translation>
    </message>
    <message>
        <source>Another place</source>
        <translation>添加位置</translation>
    </message>
    <message>
        <source>This address is in the list already.</source>
        <translation>此地址已在列表中。</translation>
    </message>
    <message>
        <source>Not encrypted: whoever is on the way can do all that you can.</source>
        <translation>未加密：链路上的任何人都能做您能做的一切。</translation>
    </message>
    <message>
        <source>Where docker would look</source>
        <translation>与 docker 命令相同</translation>
    </message>
    <message>
        <source>{time} ms</source>
        <translation>{time} 毫秒</translation>
    </message>
    <message>
        <source>reached</source>
        <translation>可达</translation>
    </message>
    <message>
        <source>within {time} ms</source>
        <translation>{time} 毫秒以内</translation>
    </message>
    <message>
        <source>should: {reason}</source>
        <translation>应可达：{reason}</translation>
    </message>
    <message>
        <source>may: {reason}</source>
        <translation>或可达：{reason}</translation>
    </message>
    <message>
        <source>It is reached, though the networks would not lead there: by a route or rule of the host.</source>
        <translation>可以到达，尽管网络本身并不相通：由主机的路由或规则所致。</translation>
    </message>
    <message>
        <source>Tested by a helper in its network, as it lacks the tools or the right.</source>
        <translation>由其网络中的辅助容器测试，因为它缺少工具或权限。</translation>
    </message>
    <message>
        <source>Pack the starter image</source>
        <translation>打包入门镜像</translation>
    </message>
    <message>
        <source>{way}: {host}</source>
        <translation>{way}：{host}</translation>
    </message>
    <message>
        <source>Reachability</source>
        <translation>连通性</translation>
    </message>
    <message>
        <source>Who reaches whom by name, address and port: by the networks, and tested</source>
        <translation>按名称、地址和端口查看谁能到达谁：先依网络判断，再实测</translation>
    </message>
    <message>
        <source>SSH between containers</source>
        <translation>容器之间的 SSH</translation>
    </message>
    <message>
        <source>Key pairs, known hosts and sshd, so that each logs in to all others</source>
        <translation>密钥对、known_hosts 和 sshd，使每个容器都能登录到其他容器</translation>
    </message>
    <message>
        <source>Reachability: {names}</source>
        <translation>连通性：{names}</translation>
    </message>
    <message>
        <source>SSH: {names}</source>
        <translation>SSH：{names}</translation>
    </message>
    <message>
        <source>Testing: {done} of {total}</source>
        <translation>正在测试：{done}/{total}</translation>
    </message>
    <message>
        <source>What follows from the networks; nothing is tested yet</source>
        <translation>由网络推断的结果，尚未实测</translation>
    </message>
    <message numerus="yes">
        <source>All %n connection(s) work</source>
        <translation>
            <numerusform>全部 %n 个连接可用</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{reached} of {total} work, %n (is|are) open or filtered</source>
        <translation>
            <numerusform>{total} 个连接中 {reached} 个可用，%n 个开放或被过滤</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{reached} of %n connection(s) work</source>
        <translation>
            <numerusform>%n 个连接中 {reached} 个可用</numerusform>
        </translation>
    </message>
    <message>
        <source>From {source} to {target}</source>
        <translation>从 {source} 到 {target}</translation>
    </message>
    <message>
        <source>The Engine is not connected. What is shown is the last known state.</source>
        <translation>未连接引擎。所示为最后已知的状态。</translation>
    </message>
    <message numerus="yes">
        <source>%n of these containers (was|were) removed.</source>
        <translation>
            <numerusform>其中 %n 个容器已被删除。</numerusform>
        </translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新查看</translation>
    </message>
    <message>
        <source>There are no two containers to compare</source>
        <translation>没有两个可比较的容器</translation>
    </message>
    <message>
        <source>Select two or more containers, and choose Reachability again.</source>
        <translation>请选择两个或更多容器，然后再次选择“连通性”。</translation>
    </message>
    <message>
        <source>Topology</source>
        <translation>拓扑</translation>
    </message>
    <message>
        <source>{name} has the network of {owner}, and enters none</source>
        <translation>{name} 使用 {owner} 的网络，不能加入其他网络</translation>
    </message>
    <message>
        <source>Drop {name} on a network to connect it</source>
        <translation>将 {name} 拖到网络上即可连接</translation>
    </message>
    <message>
        <source>{name} is in {network} already</source>
        <translation>{name} 已在 {network} 中</translation>
    </message>
    <message>
        <source>Nobody enters this network later</source>
        <translation>此网络不能事后加入</translation>
    </message>
    <message>
        <source>Host {name}</source>
        <translation>主机 {name}</translation>
    </message>
    <message>
        <source>{name}: {facts}</source>
        <translation>{name}：{facts}</translation>
    </message>
    <message>
        <source>Network {name}</source>
        <translation>网络 {name}</translation>
    </message>
    <message>
        <source>Container {name}</source>
        <translation>容器 {name}</translation>
    </message>
    <message>
        <source>Port {port} of {addresses} leads to port {number} of {name}</source>
        <translation>{addresses} 的端口 {port} 通向 {name} 的端口 {number}</translation>
    </message>
    <message>
        <source>SVG (*.svg)</source>
        <translation>SVG (*.svg)</translation>
    </message>
    <message>
        <source>PNG (*.png)</source>
        <translation>PNG (*.png)</translation>
    </message>
    <message>
        <source>Export the picture</source>
        <translation>导出图片</translation>
    </message>
    <message>
        <source>Nothing to draw yet</source>
        <translation>暂无内容可绘制</translation>
    </message>
    <message>
        <source>Networks, the containers in them, and published ports appear here.</source>
        <translation>网络、其中的容器以及已发布的端口会显示在这里。</translation>
    </message>
    <message>
        <source>Find: name, subnet, port, state:running, network:…</source>
        <translation>查找：名称、子网、端口、state:running、network:…</translation>
    </message>
    <message>
        <source>Zoom out (-)</source>
        <translation>缩小 (-)</translation>
    </message>
    <message>
        <source>Zoom in (+)</source>
        <translation>放大 (+)</translation>
    </message>
    <message>
        <source>Fit (0)</source>
        <translation>适应窗口 (0)</translation>
    </message>
    <message>
        <source>Export as SVG or PNG…</source>
        <translation>导出为 SVG 或 PNG…</translation>
    </message>
    <message>
        <source>Last known state</source>
        <translation>最后已知的状态</translation>
    </message>
    <message>
        <source>{count} found</source>
        <translation>找到 {count} 个</translation>
    </message>
    <message>
        <source>OpenSSH</source>
        <translation>OpenSSH</translation>
    </message>
    <message>
        <source>Key pair</source>
        <translation>密钥对</translation>
    </message>
    <message>
        <source>System</source>
        <translation>系统</translation>
    </message>
    <message>
        <source>Install OpenSSH</source>
        <translation>安装 OpenSSH</translation>
    </message>
    <message>
        <source>Install</source>
        <translation>安装</translation>
    </message>
    <message>
        <source>Install OpenSSH in {names}</source>
        <translation>在 {names} 中安装 OpenSSH</translation>
    </message>
    <message>
        <source>By the package manager of each, as root: it needs a way to the internet. What is installed is lost with the container; to keep it, commit an image.</source>
        <translation>使用各容器的包管理器，以 root 身份运行：需要能访问互联网。安装的内容会随容器一起消失；如要保留，请提交为镜像。</translation>
    </message>
    <message>
        <source>Set up</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Containers for SSH</source>
        <translation>用于 SSH 的容器</translation>
    </message>
    <message>
        <source>Logins</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>&amp;Key type</source>
        <translation>密钥类型(&amp;K)</translation>
    </message>
    <message>
        <source>Take its key out of the others</source>
        <translation>从其他容器中移除它的密钥</translation>
    </message>
    <message>
        <source>Waiting…</source>
        <translation>正在等待…</translation>
    </message>
    <message>
        <source>Choose two or more containers</source>
        <translation>请选择两个或更多容器</translation>
    </message>
    <message numerus="yes">
        <source>SSH works in all %n direction(s)</source>
        <translation>
            <numerusform>全部 %n 个方向的 SSH 均可用</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>SSH works in {works} of %n direction(s)</source>
        <translation>
            <numerusform>%n 个方向中 {works} 个的 SSH 可用</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is changed yet</source>
        <translation>尚未更改任何内容</translation>
    </message>
    <message>
        <source>ssh to {host}</source>
        <translation>ssh 到 {host}</translation>
    </message>
    <message>
        <source>{names} have the key pair of their image, and not one for each: who is let in as one is let in as the other. To give one its own, remove {file} there and set up again.</source>
        <translation>{names} 用的是镜像里的同一对密钥，而不是各用一对：能以其中一个登录的，也能以另一个登录。要让某个容器有自己的密钥对，请在其中删除 {file}，然后重新设置。</translation>
    </message>
    <message>
        <source>There is no user {user} in {names}. Type another.</source>
        <translation>{names} 中没有用户 {user}。请输入其他用户。</translation>
    </message>
    <message>
        <source>No container that runs knows its key.</source>
        <translation>没有运行中的容器认识它的密钥。</translation>
    </message>
    <message numerus="yes">
        <source>The keys of %n removed container(s) are still trusted here.</source>
        <translation>
            <numerusform>这里仍信任 %n 个已删除容器的密钥。</numerusform>
        </translation>
    </message>
    <message>
        <source>They are taken out of all that run.</source>
        <translation>会从所有运行中的容器里清除。</translation>
    </message>
    <message>
        <source>Take them out</source>
        <translation>移除这些密钥</translation>
    </message>
    <message>
        <source>OpenSSH is not complete in {names}.</source>
        <translation>{names} 中的 OpenSSH 不完整。</translation>
    </message>
    <message>
        <source>Install…</source>
        <translation>安装…</translation>
    </message>
    <message>
        <source>OpenSSH can&apos;t be set up in {names}, and no package manager is there that could install it. Leave it out, or use another image.</source>
        <translation>无法在 {names} 中设置 OpenSSH，也没有可用来安装的包管理器。请不选它，或使用别的镜像。</translation>
    </message>
    <message>
        <source>Looking at the containers…</source>
        <translation>正在检查容器…</translation>
    </message>
    <message>
        <source>Making key pairs…</source>
        <translation>正在生成密钥对…</translation>
    </message>
    <message>
        <source>Handing over the public keys…</source>
        <translation>正在分发公钥…</translation>
    </message>
    <message>
        <source>Making the containers known to each other…</source>
        <translation>正在写入 known_hosts…</translation>
    </message>
    <message>
        <source>Looking at what sshd allows…</source>
        <translation>正在检查 sshd 的配置…</translation>
    </message>
    <message>
        <source>Starting sshd…</source>
        <translation>正在启动 sshd…</translation>
    </message>
    <message>
        <source>Logging in, in every direction…</source>
        <translation>正在测试各方向的登录…</translation>
    </message>
    <message>
        <source>looking at it</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>making the key pair</source>
        <translation>生成密钥对</translation>
    </message>
    <message>
        <source>writing authorized_keys</source>
        <translation>写入 authorized_keys</translation>
    </message>
    <message>
        <source>writing known_hosts</source>
        <translation>写入 known_hosts</translation>
    </message>
    <message>
        <source>setting what sshd_config needs</source>
        <translation>设置 sshd_config</translation>
    </message>
    <message>
        <source>starting sshd</source>
        <translation>启动 sshd</translation>
    </message>
    <message>
        <source>the login</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>key pair made</source>
        <translation>已生成密钥对</translation>
    </message>
    <message>
        <source>host keys made</source>
        <translation>已生成主机密钥</translation>
    </message>
    <message>
        <source>keys authorized</source>
        <translation>已授权公钥</translation>
    </message>
    <message>
        <source>hosts known</source>
        <translation>已写入 known_hosts</translation>
    </message>
    <message>
        <source>sshd_config changed</source>
        <translation>已修改 sshd_config</translation>
    </message>
    <message>
        <source>sshd reloaded</source>
        <translation>已重新加载 sshd</translation>
    </message>
    <message>
        <source>sshd started</source>
        <translation>已启动 sshd</translation>
    </message>
    <message>
        <source>keys taken out</source>
        <translation>已移除密钥</translation>
    </message>
    <message>
        <source>key not accepted</source>
        <translation>密钥未被接受</translation>
    </message>
    <message>
        <source>host not known</source>
        <translation>主机密钥未知</translation>
    </message>
    <message>
        <source>The host&apos;s key is not the known one. Set up again, which learns it anew.</source>
        <translation>主机的密钥与已知的不符。请重新设置，以便重新获取。</translation>
    </message>
    <message>
        <source>sshd does not answer</source>
        <translation>sshd 没有应答</translation>
    </message>
    <message>
        <source>Port {port} is refused. See in the container&apos;s processes whether sshd runs, whether it listens on all addresses, and whether a firewall rejects it.</source>
        <translation>端口 {port} 被拒绝。请在容器的进程中检查 sshd 是否在运行、是否监听所有地址，以及是否被防火墙拒绝。</translation>
    </message>
    <message>
        <source>sshd did not accept the key. See whether the account is locked, whether others may write to the user&apos;s home folder, and whether AllowUsers or a Match block in sshd_config leaves it out.</source>
        <translation>sshd 未接受该密钥。请检查账户是否被锁定、用户的主目录是否允许他人写入，以及 sshd_config 中的 AllowUsers 或 Match 块是否将其排除在外。</translation>
    </message>
    <message>
        <source>The name is not known there. Connect both to a network of your own.</source>
        <translation>在那里无法解析该名称。请把两者连接到自建的网络。</translation>
    </message>
    <message>
        <source>No answer came. Reachability tells what is in the way.</source>
        <translation>没有应答。“连通性”会说明原因。</translation>
    </message>
    <message>
        <source>no shell: it can&apos;t be set up</source>
        <translation>没有 shell，无法设置</translation>
    </message>
    <message>
        <source>no such user</source>
        <translation>没有该用户</translation>
    </message>
    <message>
        <source>lacks {programs}</source>
        <translation>缺少 {programs}</translation>
    </message>
    <message>
        <source>sshd runs</source>
        <translation>sshd 正在运行</translation>
    </message>
    <message>
        <source>sshd is there</source>
        <translation>已有 sshd</translation>
    </message>
    <message>
        <source>the same as of {names}</source>
        <translation>与 {names} 相同</translation>
    </message>
    <message>
        <source>there already</source>
        <translation>已存在</translation>
    </message>
    <message>
        <source>will be made</source>
        <translation>将会生成</translation>
    </message>
    <message>
        <source>nothing to change</source>
        <translation>无需更改</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>not tried yet</source>
        <translation>尚未尝试</translation>
    </message>
    <message>
        <source>Set up tries a real login in every direction.</source>
        <translation>“设置”会在每个方向上真正登录一次。</translation>
    </message>
    <message>
        <source>The login works, without any password and with the host&apos;s key known. If the container&apos;s own command does not start sshd, set up again after a restart.</source>
        <translation>登录可用：无需密码，且主机密钥已知。如果容器自身的命令不启动 sshd，请在重启后再次设置。</translation>
    </message>
    <message>
        <source>ssh says “{said}”.</source>
        <translation>ssh 返回“{said}”。</translation>
    </message>
    <message>
        <source>login failed</source>
        <translation>登录失败</translation>
    </message>
    <message>
        <source>The login failed.</source>
        <translation>登录失败。</translation>
    </message>
    <message numerus="yes">
        <source>{names} (lacks|lack) what it needs. Nothing was changed. Install OpenSSH there, or leave it out.</source>
        <translation>
            <numerusform>{names} 缺少所需程序。没有更改任何内容。请在其中安装 OpenSSH，或不选它。</numerusform>
        </translation>
    </message>
    <message>
        <source>the login {name} failed; everything else is set up.</source>
        <translation>登录 {name} 失败；其他均已设置好。</translation>
    </message>
    <message>
        <source>The matrix tells why, and what to do.</source>
        <translation>矩阵中说明了原因和解决办法。</translation>
    </message>
    <message>
        <source>{step} failed in {name}.</source>
        <translation>在 {name} 中{step}失败。</translation>
    </message>
    <message>
        <source>It says “{text}”.</source>
        <translation>它报告“{text}”。</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>没有更改任何内容。</translation>
    </message>
    <message>
        <source>Done before: {changed}. Nothing of it does harm: set up again to go on. To go back, take the keys out of the others, and copy sshd_config.before-portside back.</source>
        <translation>此前已完成：{changed}。这些都没有害处：再次设置即可继续。如要还原，请从其他容器中移除密钥，并把 sshd_config.before-portside 复制回去。</translation>
    </message>
    <message>
        <source>Copy {name} to {where}</source>
        <translation>将 {name} 复制到 {where}</translation>
    </message>
    <message>
        <source>Copied {name} to {where}</source>
        <translation>已将 {name} 复制到 {where}</translation>
    </message>
    <message>
        <source>{done} of {total} files</source>
        <translation>{done} / {total} 个文件</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>剩余 {time}</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) of {place}</source>
        <translation>
            <numerusform>{place} 中的 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>other images were made of it and need its layers. Remove those first.</source>
        <translation>有其他镜像由它制作而成，需要它的层。请先删除那些镜像。</translation>
    </message>
    <message numerus="yes">
        <source>image(s) {names} (was|were) made of it and (needs|need) its layers. Remove (it|them) first, or take only the name, which frees no space.</source>
        <translation>
            <numerusform>镜像 {names} 由它制作而成，需要它的层。请先删除它们，或仅移除名称（不会释放空间）。</numerusform>
        </translation>
    </message>
    <message>
        <source>Copying files</source>
        <translation>复制文件</translation>
    </message>
    <message>
        <source>Follow links</source>
        <translation>跟随链接</translation>
    </message>
    <message>
        <source>Keep the owner</source>
        <translation>保留所有者</translation>
    </message>
    <message>
        <source>Copy the numbers of user and group, too: docker&apos;s -a.</source>
        <translation>同时复制用户和组的编号：即 docker 的 -a。</translation>
    </message>
    <message>
        <source>Folder for copies</source>
        <translation>复制到的文件夹</translation>
    </message>
    <message>
        <source>Where copies from containers go, unless you name another folder.</source>
        <translation>从容器复制出来的文件默认放在这里，除非另行指定。</translation>
    </message>
    <message>
        <source>What the copy dialogs begin with; each copy may differ.</source>
        <translation>复制对话框的默认值；每次复制时可以更改。</translation>
    </message>
    <message>
        <source>Files tab</source>
        <translation>“文件”标签页</translation>
    </message>
    <message>
        <source>Folder for copies: {folder}</source>
        <translation>复制到的文件夹：{folder}</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>The window changes at once.</source>
        <translation>窗口立即切换。</translation>
    </message>
    <message>
        <source>Start a private Engine where none answers</source>
        <translation>没有引擎应答时启动私有引擎</translation>
    </message>
    <message>
        <source>At the start of Portside, if this machine can run one without a password.</source>
        <translation>在 Portside 启动时进行，前提是本机无需密码即可运行。</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>What is where, in five steps.</source>
        <translation>用五步介绍各部分的位置。</translation>
    </message>
    <message>
        <source>Settings and logs</source>
        <translation>设置与日志</translation>
    </message>
    <message>
        <source>Filter by action or keys</source>
        <translation>按操作或快捷键筛选</translation>
    </message>
    <message>
        <source>New keys</source>
        <translation>新快捷键</translation>
    </message>
    <message>
        <source>No keys</source>
        <translation>无快捷键</translation>
    </message>
    <message>
        <source>Usual keys</source>
        <translation>恢复默认</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>全部重置</translation>
    </message>
    <message>
        <source>These keys are always the same.</source>
        <translation>这些快捷键固定不变。</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Usual keys: {keys}</source>
        <translation>默认快捷键：{keys}</translation>
    </message>
    <message>
        <source>Click into the field, and press the new keys.</source>
        <translation>点击输入框，然后按下新的快捷键。</translation>
    </message>
    <message>
        <source>In a terminal, {keys} goes to its program.</source>
        <translation>在终端中，{keys} 会交给其中的程序。</translation>
    </message>
    <message>
        <source>The same keys belong to {actions}, too: neither is done by them.</source>
        <translation>与 {actions} 的快捷键冲突：按下时都不会执行。</translation>
    </message>
    <message>
        <source>The same keys belong to {actions}: here they do only this.</source>
        <translation>与 {actions} 的快捷键相同：在这里只执行此操作。</translation>
    </message>
    <message>
        <source>The same keys belong to {actions}: there they do only that.</source>
        <translation>与 {actions} 的快捷键相同：在那里只执行那一项。</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Without motion</source>
        <translation>减少动画</translation>
    </message>
    <message>
        <source>Nothing slides or fades, also where the system does not ask for that.</source>
        <translation>不使用滑动和淡入淡出效果，即使系统没有要求。</translation>
    </message>
    <message>
        <source>Portside has no telemetry. It counts nothing, reports nothing, and has no account.</source>
        <translation>Portside 没有遥测。它不统计、不上报，也没有账户。</translation>
    </message>
    <message>
        <source>It connects to the Engines that you use, and to the registries that you search, pull from or sign in to: to nothing else, and not to look for updates.</source>
        <translation>它只连接您使用的引擎，以及您搜索、拉取或登录的仓库服务器；不连接其他任何地方，也不检查更新。</translation>
    </message>
    <message>
        <source>Passwords of registries are kept where docker keeps them. The log that Portside writes for itself stays on this machine; what looks like a secret is masked.</source>
        <translation>仓库服务器的密码保存在 docker 自己的位置。Portside 自己的日志只留在本机；看起来像机密的内容会被遮盖。</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Recent names</source>
        <translation>最近使用的名称</translation>
    </message>
    <message>
        <source>Images that you pulled, registries, folders and shells that the dialogs offer.</source>
        <translation>对话框中提供的已拉取镜像、仓库服务器、文件夹和 shell。</translation>
    </message>
    <message>
        <source>Remembered on this machine</source>
        <translation>本机记住的内容</translation>
    </message>
    <message>
        <source>Forgotten</source>
        <translation>已清除</translation>
    </message>
    <message>
        <source>Ghostty (fast)</source>
        <translation>Ghostty（快速）</translation>
    </message>
    <message>
        <source>Python (works everywhere)</source>
        <translation>Python（通用）</translation>
    </message>
    <message>
        <source>Font</source>
        <translation>字体</translation>
    </message>
    <message>
        <source>The system&apos;s</source>
        <translation>系统字体</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Rows that are kept</source>
        <translation>保留行数</translation>
    </message>
    <message>
        <source>Above the screen, of terminals that are opened from now on.</source>
        <translation>屏幕上方的回滚行数，对此后打开的终端生效。</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation>屏幕</translation>
    </message>
    <message>
        <source>Terminal engine</source>
        <translation>终端引擎</translation>
    </message>
    <message>
        <source>The best one</source>
        <translation>最佳</translation>
    </message>
    <message>
        <source>Of terminals that are opened from now on.</source>
        <translation>对此后打开的终端生效。</translation>
    </message>
    <message>
        <source>Usual</source>
        <translation>默认</translation>
    </message>
    <message>
        <source>What is on the Engine</source>
        <translation>引擎上有什么</translation>
    </message>
    <message>
        <source>Containers, images, networks and volumes, and what ties them together. The numbers follow the Engine by themselves.</source>
        <translation>容器、镜像、网络和卷，以及它们之间的关系。数量会随引擎自动更新。</translation>
    </message>
    <message>
        <source>One row for each thing</source>
        <translation>每个对象一行</translation>
    </message>
    <message>
        <source>Select a row to see its details below. Its actions are at its right end, in its menu and in the toolbar. Files, archives and Dockerfiles can be dropped here.</source>
        <translation>选中一行，下方即显示详情。操作位于行尾、右键菜单和工具栏中。文件、归档和 Dockerfile 可以拖放到这里。</translation>
    </message>
    <message>
        <source>Everything by typing</source>
        <translation>键入即达</translation>
    </message>
    <message>
        <source>{keys} finds containers, images, ports and every action by a few letters.</source>
        <translation>按 {keys}，输入几个字母即可找到容器、镜像、端口和任何操作。</translation>
    </message>
    <message>
        <source>What is being done</source>
        <translation>正在进行的操作</translation>
    </message>
    <message>
        <source>Each operation stands here with its progress, its result and the docker command line that does the same.</source>
        <translation>每个操作都显示在这里：进度、结果，以及等效的 docker 命令行。</translation>
    </message>
    <message>
        <source>Which Engine</source>
        <translation>使用哪个引擎</translation>
    </message>
    <message>
        <source>Choose another one here: a context, another machine, or a private Engine.</source>
        <translation>在这里选择其他引擎：上下文、其他主机或私有引擎。</translation>
    </message>
    <message>
        <source>{number} of {count}</source>
        <translation>{number}/{count}</translation>
    </message>
    <message>
        <source>The command palette finds containers, images, ports and every action by a few letters.</source>
        <translation>在命令面板中输入几个字母即可找到容器、镜像、端口和任何操作。</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>New here? A short tour shows what is where.</source>
        <translation>第一次使用？导览会简要介绍各部分的位置。</translation>
    </message>
    <message>
        <source>Begin the tour</source>
        <translation>开始导览</translation>
    </message>
    <message>
        <source>the certificate of {where} is signed by itself, or by an authority that nobody here knows.</source>
        <translation>{where} 的证书是自签名的，或由这里未知的证书颁发机构签发。</translation>
    </message>
    <message>
        <source>{why} {remedy}</source>
        <translation>{why}{remedy}</translation>
    </message>
    <message>
        <source>Add the authority&apos;s certificate to Windows&apos; Trusted Root Certification Authorities, and restart Docker Desktop.</source>
        <translation>请将颁发机构的证书添加到 Windows 的“受信任的根证书颁发机构”，然后重启 Docker Desktop。</translation>
    </message>
    <message>
        <source>Put the authority&apos;s certificate into {file}, and restart Docker Desktop.</source>
        <translation>请将颁发机构的证书放到 {file}，然后重启 Docker Desktop。</translation>
    </message>
    <message>
        <source>Put the authority&apos;s certificate into {file}, on the Engine&apos;s machine and on this one.</source>
        <translation>请将颁发机构的证书放到引擎所在机器和本机的 {file}。</translation>
    </message>
    <message>
        <source>Put the authority&apos;s certificate into {theirs} on the Engine&apos;s machine, and into {ours} on this one.</source>
        <translation>请将颁发机构的证书放到引擎所在机器的 {theirs}，以及本机的 {ours}。</translation>
    </message>
    <message>
        <source>TLS with {where} fails: “{said}”.</source>
        <translation>与 {where} 的 TLS 握手失败：“{said}”。</translation>
    </message>
    <message>
        <source>If it lets in only who has a certificate, put that as client.cert, and its key as client.key, into {folder}, and restart Docker Desktop.</source>
        <translation>如果它要求客户端证书，请将证书（client.cert）及其私钥（client.key）放到 {folder}，然后重启 Docker Desktop。</translation>
    </message>
    <message>
        <source>If it lets in only who has a certificate, put that as client.cert, and its key as client.key, into {folder}, on the Engine&apos;s machine and on this one.</source>
        <translation>如果它要求客户端证书，请将证书（client.cert）及其私钥（client.key）放到引擎所在机器和本机的 {folder}。</translation>
    </message>
    <message>
        <source>If it lets in only who has a certificate, put that as client.cert, and its key as client.key, into {theirs} on the Engine&apos;s machine, and into {ours} on this one.</source>
        <translation>如果它要求客户端证书，请将证书（client.cert）及其私钥（client.key）放到引擎所在机器的 {theirs}，以及本机的 {ours}。</translation>
    </message>
    <message>
        <source>{where} speaks plain HTTP: anybody on the way could read and change what is sent. Give it a certificate;</source>
        <translation>{where} 使用明文 HTTP：途中任何人都可以读取和篡改传输内容。请为它配置证书；</translation>
    </message>
    <message>
        <source>or, in a network that you trust, add it to “insecure-registries” in Docker Desktop&apos;s settings, below Docker Engine.</source>
        <translation>或者，在可信网络中，在 Docker Desktop 设置的“Docker Engine”里将它加入“insecure-registries”。</translation>
    </message>
    <message>
        <source>or, in a network that you trust, give it “insecure = true” in the registries.conf of Podman.</source>
        <translation>或者，在可信网络中，在 Podman 的 registries.conf 中为它设置“insecure = true”。</translation>
    </message>
    <message>
        <source>or, in a network that you trust, add it to “insecure-registries” in the Engine&apos;s daemon.json, and restart the Engine.</source>
        <translation>或者，在可信网络中，将它加入引擎的 daemon.json 中的“insecure-registries”，然后重启引擎。</translation>
    </message>
    <message numerus="yes">
        <source>Move %n item(s)</source>
        <translation>
            <numerusform>移动 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>Move</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>To the &amp;folder</source>
        <translation>移动到文件夹(&amp;F)</translation>
    </message>
    <message>
        <source>A folder can&apos;t be moved into itself.</source>
        <translation>不能将文件夹移动到其自身中。</translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>已选 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>Select a file to see what is in it.</source>
        <translation>选择一个文件以查看其内容。</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>文件为空。</translation>
    </message>
    <message>
        <source>not a text</source>
        <translation>不是文本</translation>
    </message>
    <message>
        <source>too large a picture to be shown</source>
        <translation>图片太大，无法显示</translation>
    </message>
    <message>
        <source>a picture that can&apos;t be read</source>
        <translation>无法读取的图片</translation>
    </message>
    <message>
        <source>its beginning</source>
        <translation>仅开头部分</translation>
    </message>
    <message>
        <source>{text} ({keys})</source>
        <translation>{text} ({keys})</translation>
    </message>
    <message numerus="yes">
        <source>Stop container(s)</source>
        <translation>
            <numerusform>停止容器</numerusform>
        </translation>
    </message>
    <message>
        <source>Stop container {name}?</source>
        <translation>停止容器 {name}？</translation>
    </message>
    <message numerus="yes">
        <source>Stop %n container(s)?</source>
        <translation>
            <numerusform>停止 %n 个容器？</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them (was|were) started with --rm: the Engine removes (it|them) when (it|they) (ends|end).</source>
        <translation>
            <numerusform>其中 %n 个容器启动时使用了 --rm：停止运行后会被 Engine 自动删除。</numerusform>
        </translation>
    </message>
    <message>
        <source>It was started with --rm: the Engine removes it when it ends.</source>
        <translation>该容器启动时使用了 --rm：停止运行后会被 Engine 自动删除。</translation>
    </message>
</context>
</TS>
